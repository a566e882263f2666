package confab.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the tests of the client module, which are written in its own language, where Node is installed. */
final class ClientModuleTest {
    private static final Path FOLDER = Path.of("src", "test", "js");

    /** Node 20.19 and 22.7 are the first that take a plain .js file for the module it is. */
    private static final String IS_NEW_ENOUGH = "const [a, b] = process.versions.node.split('.').map(Number);"
            + "process.exit(a > 22 || (a === 22 && b >= 7) || (a === 20 && b >= 19) ? 0 : 1)";

    @Test
    void clientModuleKeepsItsPromises() throws IOException, InterruptedException {
        assumeTrue(isNodeNewEnough(), "skipped: needs Node.js 20.19 or 22.7 and up on the path");
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".test.js"))
                    .sorted()
                    .forEach(command::add);
        }
        assertThat(command).as("test files").hasSizeGreaterThan(2);
        Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(node.getInputStream().readAllBytes(), UTF_8);
        assertThat(node.waitFor()).as(output).isZero();
    }

    private static boolean isNodeNewEnough() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "-e", IS_NEW_ENOUGH).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // not installed
        }
    }
}

package confab.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An installed JDK, by its home. */
record Jdk(Path home) {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    /** The one that runs the tests. */
    static Jdk ours() {
        return new Jdk(Path.of(System.getProperty("java.home")));
    }

    /** The version that the image has; where none is installed the test is skipped. */
    static Jdk ofTheImage() throws IOException {
        Optional<Jdk> found = installed().filter(jdk -> jdk.isVersion("25")).findFirst();
        assumeTrue(found.isPresent(), "no JDK 25 runs the tests, is JAVA_HOME or is below " + INSTALLED);
        return found.orElseThrow();
    }

    Path bin() {
        return home.resolve("bin");
    }

    /** Starts, tells its version and ends: only with options that it knows. Returns all it printed. */
    String version(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(bin().resolve("java").toString()));
        command.addAll(options);
        command.add("-version");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(output).isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return output;
    }

    private static Stream<Jdk> installed() throws IOException {
        List<Path> homes = new ArrayList<>(List.of(ours().home()));
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> below = Files.list(INSTALLED)) {
                below.sorted().forEach(homes::add);
            }
        }
        return homes.stream().map(Jdk::new);
    }

    private boolean isVersion(String feature) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + feature + ".");
        } catch (IOException e) {
            // No JDK, or none that tells what it is.
            return false;
        }
    }
}

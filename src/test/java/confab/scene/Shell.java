package confab.scene;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Commands of the operating system, run to their end. */
public final class Shell {
    private Shell() {}

    /**
     * Runs a command; what it printed.
     *
     * @throws IllegalStateException if it cannot be run or fails, with what it printed
     */
    public static String run(String... command) {
        String line = String.join(" ", command);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(line + ": " + output);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(line + ": " + e.getMessage(), e);
        }
    }
}

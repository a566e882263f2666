package confab.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A rolling restart by hand; exits with 1 if a message was lost or repeated, or a node was overrun. */
@Command(
        name = "rolling",
        mixinStandardHelpOptions = true,
        description = "Restarts three nodes one after the other while clients talk.")
public final class RollingRestartCommand implements Callable<Integer> {
    private static final int PARTS = 6;

    @Option(names = "--clients", defaultValue = "3000", description = "Half of them speak JSON (${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--rooms", defaultValue = "60", description = "Each client is in one (${DEFAULT-VALUE}).")
    private int rooms;

    @Option(names = "--rate", defaultValue = "60", description = "Posts per second, all together (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--folder", description = "For the nodes' log and output; without it, a new temporary one.")
    private @Nullable Path folder;

    /** Runs it. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new RollingRestartCommand()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        int part = clients / PARTS;
        Crowd.Mix mix = new Crowd.Mix(clients - 3 * part, part, part, part);
        Path in = folder == null ? Files.createTempDirectory("confab-rolling") : folder;
        RollingReport report =
                RollingRestart.play(new RollingRestart.Plan(mix, rooms, rate, RollingRestart.Pace.SHIPPED, in));
        System.out.println(report);
        return report.isHeld() ? 0 : 1;
    }
}

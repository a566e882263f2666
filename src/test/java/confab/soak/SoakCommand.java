package confab.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The soak by hand or nightly; exits with 1 if a promise is broken or a room was silent for too long. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = "Nodes, clients, faults, and what the promises are worth.")
public final class SoakCommand implements Callable<Integer> {
    private static final Saboteur.Pace PACE = new Saboteur.Pace(Duration.ofSeconds(6), Duration.ofSeconds(25));

    private static final Crowd.Mix CLIENTS = new Crowd.Mix(10, 3, 4, 3);

    @Option(
            names = "--minutes",
            defaultValue = "15",
            description = "Faults are begun for that long (${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--nodes", defaultValue = "3", description = "Nodes (${DEFAULT-VALUE}).")
    private int nodes;

    @Option(names = "--seed", description = "Draws the same faults again; without it, others.")
    private @Nullable Long seed;

    @Option(
            names = "--database",
            defaultValue = "sqlite",
            description = "sqlite, postgres (a server of its own) or a JDBC URL (${DEFAULT-VALUE}).")
    private String database = "sqlite";

    @Option(names = "--rate", defaultValue = "250", description = "Posts per second, all together (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--folder", description = "For the nodes' log and output; without it, a new temporary one.")
    private @Nullable Path folder;

    /** Runs it. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new SoakCommand()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Report report = Soak.play(new Soak.Plan(
                Duration.ofMinutes(minutes),
                nodes,
                seed == null ? new Random().nextInt(Integer.MAX_VALUE) : seed,
                database,
                rate,
                PACE,
                6,
                CLIENTS,
                folder == null ? Files.createTempDirectory("confab-soak") : folder));
        System.out.println(report);
        boolean isHeld = report.verdicts().stream().allMatch(Verdict::isHeld)
                && report.longestSilence().compareTo(Report.SILENCE_GOAL) <= 0;
        return isHeld ? 0 : 1;
    }
}

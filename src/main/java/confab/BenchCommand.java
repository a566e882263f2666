package confab;

import confab.bench.BadPlan;
import confab.bench.Bench;
import confab.bench.Load;
import confab.bench.Plan;
import confab.bench.Protocol;
import confab.bench.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code confab bench}: loads nodes, and says what they delivered. */
@Command(
        name = "bench",
        description =
                "Loads nodes as a crowd of clients does: counts and times every delivery, and checks that each client got"
                        + " every message once and in order. Exits with 1 if not, or if a connection failed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        showDefaultValues = true)
final class BenchCommand implements Callable<Integer> {
    private static final int CLEAN = 0;
    private static final int UNCLEAN = 1;

    /** A process that is told to stop has that long to tell what it has. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(8);

    private final RandomGenerator random;
    private final PrintWriter out;
    private final PrintWriter err;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--node",
            split = ",",
            paramLabel = "ws://HOST:PORT",
            defaultValue = "ws://127.0.0.1:8080",
            description = "Where to connect; several share each room's members among them.")
    private List<URI> nodes = List.of();

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "json",
            description = "What the clients speak: ${COMPLETION-CANDIDATES}.")
    private Protocol protocol = Protocol.JSON;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "100",
            description = "Connections in all, each in one room.")
    private int connections;

    @Option(names = "--rooms", paramLabel = "N", defaultValue = "10", description = "Rooms, new ones each time.")
    private int rooms;

    @ArgGroup
    private @Nullable Pacing pacing;

    @Option(
            names = "--body-bytes",
            paramLabel = "N",
            defaultValue = "32",
            description = "Of each post's body, the time stamp in it included; " + Plan.MIN_BODY_BYTES + " to "
                    + Plan.MAX_BODY_BYTES + ".")
    private int bodyBytes;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            defaultValue = "3s",
            converter = Time.class,
            description = "Load before the measurement, as in 10s, 500ms, 2m.")
    private Duration warmUp = Duration.ZERO;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Time.class,
            description = "Load that is measured.")
    private Duration time = Duration.ZERO;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Event loops; 0 takes one for each two processors, which leaves the others to a server on this machine."
                            + " One carries a million deliveries per second and more.")
    private int threads;

    @Option(
            names = "--connecting",
            paramLabel = "N",
            defaultValue = "64",
            description = "Connections that are being opened at a time.")
    private int connecting;

    @Option(
            names = "--histogram",
            paramLabel = "FILE",
            description =
                    "Writes the latencies' percentiles there, in milliseconds, as HdrHistogram prints them (.hgrm).")
    private @Nullable Path histogram;

    BenchCommand(RandomGenerator random, PrintWriter out, PrintWriter err) {
        this.random = random;
        this.out = out;
        this.err = err;
    }

    /** The one or the other. */
    private static final class Pacing {
        @Option(
                names = "--window",
                paramLabel = "POSTS",
                defaultValue = "1",
                description = "Posts under way in each room: the next leaves when one has reached all members.")
        private int window;

        @Option(
                names = "--rate",
                paramLabel = "POSTS/S",
                description =
                        "Posts per second in all rooms together, whatever the server does; latency then counts from when"
                                + " a post was due.")
        private @Nullable Double rate;

        Load load() {
            return rate == null ? new Load.Window(window) : new Load.Rate(rate);
        }
    }

    /** Times as the settings write them, always with a unit. */
    private static final class Time implements ITypeConverter<Duration> {
        private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(ms|s|m)");

        @Override
        public Duration convert(String text) {
            Matcher matcher = WRITTEN.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("a time is written 10s, 500ms or 2m, not " + text);
            }
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
        }
    }

    @Override
    public Integer call() {
        CountDownLatch told = new CountDownLatch(1);
        try {
            Bench bench = new Bench(plan(), random, out);
            Thread lastWords = new Thread(() -> stop(bench, told), "confab-bench-stop");
            Runtime.getRuntime().addShutdownHook(lastWords);
            int code = tell(bench.run());
            told.countDown();
            forget(lastWords);
            return code;
        } catch (BadPlan e) {
            throw usage(Objects.requireNonNull(e.getMessage()));
        } finally {
            told.countDown();
        }
    }

    /** @throws BadPlan if it makes no sense */
    private Plan plan() {
        Path folder = histogram == null ? null : histogram.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw usage("There is no folder " + folder + " to write to.");
        }
        int lanes = threads == 0 ? (Runtime.getRuntime().availableProcessors() + 1) / 2 : threads;
        Load load = pacing == null ? new Load.Window(1) : pacing.load();
        return new Plan(nodes, protocol, connections, rooms, load, bodyBytes, warmUp, time, lanes, connecting);
    }

    private int tell(Report report) {
        report.lines().forEach(out::println);
        return writePercentiles(report) && report.isClean() ? CLEAN : UNCLEAN;
    }

    private boolean writePercentiles(Report report) {
        if (histogram == null) {
            return true;
        }
        try {
            report.writePercentiles(histogram);
            out.println("percentiles in " + histogram);
            return true;
        } catch (IOException e) {
            err.println("The percentiles are not written to " + histogram + ": " + e.getMessage());
            return false;
        }
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    /** Where the process is told to stop, it tells what it has first. */
    private static void stop(Bench bench, CountDownLatch told) {
        bench.stop();
        try {
            var unused = told.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread lastWords) {
        try {
            Runtime.getRuntime().removeShutdownHook(lastWords);
        } catch (IllegalStateException e) {
            // The process is ending: it is at work.
        }
    }
}

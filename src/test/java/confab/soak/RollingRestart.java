package confab.soak;

import confab.scene.Place;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three nodes full of clients, restarted one after the other by SIGTERM, as a new version is rolled out. */
final class RollingRestart {
    /** @param folder for the nodes' log, their settings and what they print */
    record Plan(Crowd.Mix clients, int rooms, int postsPerSecond, Pace pace, Path folder) {}

    /**
     * How nodes send their clients away: one after the other, or faster where the window is too short for that.
     *
     * @param closeAfterSeconds how long a client has to move, after its turn
     */
    record Pace(int clientsPerSecond, int windowSeconds, int closeAfterSeconds) {
        /** As reference.conf has it. */
        static final Pace SHIPPED = new Pace(50, 20, 5);

        String settings() {
            return """
                    include classpath("application.conf")
                    confab.drain { clients-per-second = %d, window = %ds, close-after = %ds }
                    """.formatted(clientsPerSecond, windowSeconds, closeAfterSeconds);
        }

        /** Of so many clients, in any second. */
        int bound(int clients) {
            return (int) Math.ceil(UNEVENNESS * Math.max(clientsPerSecond, clients / windowSeconds));
        }
    }

    /**
     * A node's restart.
     *
     * @param clients that it had
     * @param leaving from SIGTERM to the end of the process
     * @param peaks of each other node: connections opened within any second
     * @param sustained of them together: connections opened per second, over any five
     * @param bound what that may be
     */
    record Step(int node, int clients, Duration leaving, List<Integer> peaks, int sustained, int bound) {
        boolean isBounded() {
            return sustained <= bound;
        }

        /** Whether clients that are all sent away at once would break the bound. */
        boolean couldBeBroken() {
            return clients / SUSTAINED_SECONDS > bound;
        }

        @Override
        public String toString() {
            return "node " + node + " with " + clients + " clients left in " + leaving.toMillis()
                    + " ms; most accepted by the others in a second: " + peaks + ", together per second over five: "
                    + sustained + " (bound: " + bound + ")";
        }
    }

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A machine that all nodes and clients share stands still now and then, and a second's worth comes at once. */
    private static final int SUSTAINED_SECONDS = 5;

    private static final int NODES = 3;
    private static final int ROOMS_OF_EACH = 1;
    private static final Duration ARRIVING = Duration.ofMinutes(3);

    /** Clients do not come back exactly when they are told, nor evenly to the others. */
    private static final double UNEVENNESS = 1.5;

    private final Plan plan;
    private final Recorder recorder = new Recorder();
    private final Outages outages = new Outages();

    private RollingRestart(Plan plan) {
        this.plan = plan;
    }

    static RollingReport play(Plan plan) throws IOException {
        Files.createDirectories(plan.folder());
        return new RollingRestart(plan).play();
    }

    private RollingReport play() throws IOException {
        List<Place> places = Stream.generate(Place::onLoopback).limit(NODES).toList();
        List<String> rooms = Soak.newRooms(plan.rooms());
        Duration postInterval = Duration.ofSeconds(plan.clients().all()).dividedBy(plan.postsPerSecond());
        Venue venue = new Venue(places, rooms, postInterval, false, HttpClient.newHttpClient(), recorder, outages);
        Path settings = Files.writeString(
                plan.folder().resolve("drain.conf"), plan.pace().settings());
        try (Fleet fleet =
                        new Fleet(places, plan.folder(), List.of("--config=" + settings.toAbsolutePath()), recorder);
                Crowd crowd = new Crowd(plan.clients(), ROOMS_OF_EACH, venue, new Random(1))) {
            if (!Waiting.until(ARRIVING, crowd::isPresent)) {
                recorder.note("not everybody could join before the first restart");
            }
            List<Step> steps = new ArrayList<>();
            for (int node = 0; node < NODES; node++) {
                steps.add(restart(fleet, crowd, node));
            }
            crowd.stopPosting();
            Map<String, Hearing> log = Soak.readAll(fleet.node(0), crowd, rooms, recorder);
            crowd.close();
            return new RollingReport(plan, steps, recorder, log);
        }
    }

    private Step restart(Fleet fleet, Crowd crowd, int node) {
        int clients = crowd.clients(node);
        long beginNanos = System.nanoTime();
        outages.begin(node, beginNanos);
        fleet.drain(List.of(node));
        Duration leaving = Duration.ofNanos(System.nanoTime() - beginNanos);
        fleet.awaitWhole(List.of(node));
        outages.end(node, System.nanoTime());
        if (!Waiting.until(ARRIVING, crowd::isPresent)) {
            recorder.note("not everybody was back after the restart of node " + node);
        }
        List<Integer> others =
                IntStream.range(0, NODES).filter(other -> other != node).boxed().toList();
        List<Integer> peaks = others.stream()
                .map(other -> peak(List.of(other), beginNanos, SECOND))
                .toList();
        int sustained = peak(others, beginNanos, SECOND.multipliedBy(SUSTAINED_SECONDS)) / SUSTAINED_SECONDS;
        Step step =
                new Step(node, clients, leaving, peaks, sustained, plan.pace().bound(clients));
        System.out.println(step);
        return step;
    }

    private int peak(List<Integer> nodes, long sinceNanos, Duration within) {
        long[] times = recorder.openings().stream()
                .filter(opening -> nodes.contains(opening.node()) && opening.nanos() - sinceNanos >= 0)
                .mapToLong(Recorder.Opening::nanos)
                .sorted()
                .toArray();
        int peak = 0;
        for (int first = 0, last = 0; last < times.length; last++) {
            while (times[last] - times[first] >= within.toNanos()) {
                first++;
            }
            peak = Math.max(peak, last - first + 1);
        }
        return peak;
    }
}

package confab.soak;

import confab.scene.Network;
import confab.scene.NodeProcess;
import confab.scene.Place;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One soak, from the start of its nodes to the report. */
final class Soak {
    /**
     * What is to be played.
     *
     * @param time in which faults are begun
     * @param folder for the nodes' log and what they print
     */
    record Plan(
            Duration time,
            int nodes,
            long seed,
            String database,
            int postsPerSecond,
            Saboteur.Pace pace,
            int rooms,
            Crowd.Mix clients,
            Path folder) {}

    private static final Duration QUIET = Duration.ofSeconds(60);
    /** For posts of plain text, whose end nobody is told. */
    private static final Duration STILL = Duration.ofSeconds(3);

    private static final int ROOMS_OF_EACH = 3;

    private final Plan plan;
    private final Recorder recorder = new Recorder();
    private final Outages outages = new Outages();
    private final @Nullable Network network;

    private Soak(Plan plan, @Nullable Network network) {
        this.plan = plan;
        this.network = network;
    }

    static Report play(Plan plan) throws IOException {
        Files.createDirectories(plan.folder());
        System.out.println(
                "seed " + plan.seed() + ", " + plan.nodes() + " nodes, " + plan.database() + ", in " + plan.folder());
        String obstacle = Store.isElsewhere(plan.database())
                ? "a database elsewhere is out of reach from a private network"
                : Network.obstacle().orElse(null);
        if (obstacle != null) {
            System.out.println("no partitions: " + obstacle);
            return new Soak(plan, null).play();
        }
        try (Network network = Network.create()) {
            return new Soak(plan, network).play();
        }
    }

    private Report play() {
        Random random = new Random(plan.seed());
        List<Place> places = Stream.generate(this::newPlace).limit(plan.nodes()).toList();
        List<String> rooms = newRooms(plan.rooms());
        try (Store store = Store.open(plan.database(), network);
                Fleet fleet = new Fleet(places, plan.folder(), store.options(), recorder)) {
            Duration postInterval = Duration.ofSeconds(plan.clients().all()).dividedBy(plan.postsPerSecond());
            Venue venue = new Venue(places, rooms, postInterval, true, HttpClient.newHttpClient(), recorder, outages);
            Random faults = new Random(random.nextLong());
            try (Crowd crowd = new Crowd(plan.clients(), ROOMS_OF_EACH, venue, random)) {
                if (!Waiting.until(QUIET, crowd::isPresent)) {
                    recorder.note("not everybody could join before the first fault");
                }
                Saboteur saboteur = new Saboteur(fleet, network, store.server(), outages, plan.pace(), faults);
                saboteur.play(plan.time());
                crowd.stopPosting();
                long endNanos = System.nanoTime();
                Map<String, Hearing> log = readAll(fleet.node(0), crowd, rooms, recorder);
                crowd.close();
                return new Report(plan, recorder, log, outages, saboteur, endNanos);
            }
        }
    }

    /** Waits until all have caught up, and reads the rooms. */
    static Map<String, Hearing> readAll(NodeProcess node, Crowd crowd, List<String> rooms, Recorder recorder) {
        Map<String, Hearing> log = new HashMap<>();
        try (Witness witness = new Witness(node, rooms)) {
            Map<String, Integer> newest = new HashMap<>();
            AtomicLong changeNanos = new AtomicLong(System.nanoTime());
            boolean isQuiet = Waiting.until(QUIET, () -> {
                Map<String, Integer> now = witness.newest(rooms);
                if (!now.equals(newest)) {
                    newest.putAll(now);
                    changeNanos.set(System.nanoTime());
                }
                return System.nanoTime() - changeNanos.get() > STILL.toNanos() && crowd.isQuiet(newest);
            });
            if (!isQuiet) {
                recorder.note("no quiet in " + QUIET + " after the last fault");
            }
            rooms.forEach(room -> log.put(room, witness.read(room)));
        }
        return log;
    }

    private Place newPlace() {
        return network == null ? Place.onLoopback() : network.newPlace();
    }

    /** New ones, as the database may have been there before. */
    static List<String> newRooms(int count) {
        String prefix = "soak-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }
}

package confab.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** All the chatters, and the clock that drives them. */
final class Crowd implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(10);

    private static final String JSON = "/ws";
    private static final String SOCKET_IO = "/socket.io/?EIO=4&transport=websocket";

    /** How many clients of each protocol. */
    record Mix(int json, int text, int socketIo, int polling) {
        int all() {
            return json + text + socketIo + polling;
        }

        /** What the client of that number, counted from 1, speaks. */
        Kind kind(int number) {
            if (number <= json) {
                return Kind.JSON;
            } else if (number <= json + text) {
                return Kind.TEXT;
            }
            return number <= json + text + socketIo ? Kind.SOCKET_IO : Kind.POLLING;
        }
    }

    /** What a client speaks. */
    enum Kind {
        JSON,
        TEXT,
        /** By WebSocket from the start. */
        SOCKET_IO,
        /** Socket.IO too. */
        POLLING
    }

    private final List<MemberChatter> members = new ArrayList<>();
    private final List<TextChatter> text = new ArrayList<>();
    private final Recorder recorder;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "crowd");
        thread.setDaemon(true);
        return thread;
    });

    /** @param roomsEach rooms of each client; one of plain text is in one */
    Crowd(Mix mix, int roomsEach, Venue venue, Random random) {
        recorder = venue.recorder();
        for (int number = 1; number <= mix.all(); number++) {
            Random own = new Random(random.nextLong());
            switch (mix.kind(number)) {
                case JSON ->
                    add(number, roomsEach, venue, own, new SocketWay(venue, JSON), new JsonSpeech("json-" + number));
                case TEXT -> text.add(new TextChatter(number, venue, own));
                case SOCKET_IO -> {
                    Way way = new SocketWay(venue, SOCKET_IO);
                    add(number, roomsEach, venue, own, way, new SocketIoSpeech("socket-" + number));
                }
                case POLLING -> {
                    Way way = new PollingWay(venue, new Random(random.nextLong()));
                    add(number, roomsEach, venue, own, way, new SocketIoSpeech("polling-" + number));
                }
            }
        }
        var unused = clock.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void add(int number, int rooms, Venue venue, Random random, Way way, Speech speech) {
        members.add(new MemberChatter(number, rooms, venue, random, way, speech));
    }

    /** Whether everybody is connected and joined. */
    boolean isPresent() {
        return all().allMatch(Chatter::isPresent);
    }

    /** How many are connected to that node. */
    int clients(int node) {
        return (int) all().filter(chatter -> chatter.isAt(node)).count();
    }

    void stopPosting() {
        all().forEach(Chatter::stopPosting);
    }

    /** Whether everybody is connected, joined, answered, and has seen the newest message of each of its rooms. */
    boolean isQuiet(Map<String, Integer> newest) {
        return all().allMatch(Chatter::isQuiet)
                && members.stream()
                        .flatMap(client -> client.lastSeen().entrySet().stream())
                        .allMatch(seen -> seen.getValue().equals(newest.get(seen.getKey())));
    }

    @Override
    public void close() {
        clock.shutdown();
        all().forEach(Chatter::leave);
    }

    /** One that fails does not stop the clock for the others; the checker will miss what it did not do. */
    private void tick() {
        long now = System.nanoTime();
        all().forEach(chatter -> {
            try {
                chatter.tick(now);
            } catch (RuntimeException e) {
                recorder.note("client " + chatter.number() + " failed: " + e);
            }
        });
    }

    private Stream<Chatter> all() {
        return Stream.concat(members.stream(), text.stream());
    }
}

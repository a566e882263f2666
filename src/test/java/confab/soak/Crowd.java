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

    private final List<JsonChatter> json = new ArrayList<>();
    private final List<TextChatter> text = new ArrayList<>();
    private final Recorder recorder;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "crowd");
        thread.setDaemon(true);
        return thread;
    });

    /** @param roomsEach rooms of each JSON client; a client of plain text is in one */
    Crowd(int jsonClients, int textClients, int roomsEach, Venue venue, Random random) {
        recorder = venue.recorder();
        for (int i = 1; i <= jsonClients; i++) {
            json.add(new JsonChatter(i, roomsEach, venue, new Random(random.nextLong())));
        }
        for (int i = 1; i <= textClients; i++) {
            text.add(new TextChatter(jsonClients + i, venue, new Random(random.nextLong())));
        }
        var unused = clock.scheduleAtFixedRate(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether everybody is connected and joined. */
    boolean isPresent() {
        return all().allMatch(Chatter::isPresent);
    }

    void stopPosting() {
        all().forEach(Chatter::stopPosting);
    }

    /** Whether everybody is connected, joined, answered, and has seen the newest message of each of its rooms. */
    boolean isQuiet(Map<String, Integer> newest) {
        return all().allMatch(Chatter::isQuiet)
                && json.stream()
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
        return Stream.concat(json.stream(), text.stream());
    }
}

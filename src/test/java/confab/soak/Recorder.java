package confab.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Gathers the records of all clients, and what nobody expected. */
final class Recorder {
    /** A connection that was lost, or not to be had: whose, to which node or {@link Outages#ANY}, when and how it showed. */
    record Loss(int client, int node, long nanos, String how) {}

    /** A connection that was opened, as its client sees it: to which node, and when. */
    record Opening(int node, long nanos) {}

    private final long startNanos = System.nanoTime();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Hearing> hearings = new ArrayList<>();
    private final List<Sending> sendings = new ArrayList<>();
    private final List<Opening> openings = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();

    /** A number for a new connection. */
    int newConnection() {
        return connections.incrementAndGet();
    }

    int connections() {
        return connections.get();
    }

    synchronized Hearing add(Hearing hearing) {
        hearings.add(hearing);
        return hearing;
    }

    synchronized Sending add(Sending sending) {
        sendings.add(sending);
        return sending;
    }

    synchronized void open(Opening opening) {
        openings.add(opening);
    }

    synchronized void lose(Loss loss) {
        losses.add(loss);
    }

    /** Breaks no promise by itself, and should not be. */
    synchronized void note(String oddity) {
        oddities.add(String.format("%.1f s: %s", (System.nanoTime() - startNanos) / 1e9, oddity));
    }

    synchronized Records records(Map<String, Hearing> log) {
        return new Records(hearings, sendings, log);
    }

    synchronized List<Opening> openings() {
        return List.copyOf(openings);
    }

    synchronized List<Loss> losses() {
        return List.copyOf(losses);
    }

    synchronized List<String> oddities() {
        return List.copyOf(oddities);
    }
}

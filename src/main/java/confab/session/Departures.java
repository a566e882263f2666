package confab.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

/**
 * When which client is to go: one after the other, so that the other nodes do not get them all at once. Bounded by the
 * clients that there are: each is in it once. Times are those of {@link System#nanoTime}.
 *
 * @param <C> a client
 */
final class Departures<C> {
    /**
     * A client's turn.
     *
     * @param after when it is to move, from now
     */
    record Turn<C>(C client, Duration after) {}

    private record Waiting<C>(C client, long dueNanos) {}

    private final Duration closeAfter;
    private final Queue<Waiting<C>> waiting = new ArrayDeque<>();

    /** Of the next turn to be given, if that is still to come. */
    private long nextNanos;

    /** @param closeAfter from a client's turn until it is due */
    Departures(Duration closeAfter, long now) {
        this.closeAfter = closeAfter;
        this.nextNanos = now;
    }

    /** Gives each its turn, after those that wait for theirs already. */
    List<Turn<C>> add(Collection<C> clients, Duration interval, long now) {
        if (nextNanos - now < 0) {
            nextNanos = now;
        }
        List<Turn<C>> turns = new ArrayList<>(clients.size());
        for (C client : clients) {
            turns.add(new Turn<>(client, Duration.ofNanos(nextNanos - now)));
            waiting.add(new Waiting<>(client, nextNanos + closeAfter.toNanos()));
            nextNanos += interval.toNanos();
        }
        return turns;
    }

    /** All turns are to be given anew. */
    void clear(long now) {
        waiting.clear();
        nextNanos = now;
    }

    /** Takes out those whose time is up. */
    List<C> due(long now) {
        List<C> due = new ArrayList<>();
        for (Waiting<C> next = waiting.peek(); next != null && next.dueNanos() - now <= 0; next = waiting.peek()) {
            due.add(next.client());
            waiting.remove();
        }
        return due;
    }

    /** From now until the next is due; nothing if that is past, or none waits. */
    Duration untilDue(long now) {
        Waiting<C> next = waiting.peek();
        return next == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, next.dueNanos() - now));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Those that wait, in the order of their turns. */
    List<C> clients() {
        return waiting.stream().map(Waiting::client).toList();
    }
}

package confab.log;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/** What waits for the writer, in order. Any thread adds; only the writer's takes. */
final class WriteQueue {
    /** A commit with more than this would hold the others up for too long. */
    private static final long MAX_COMMIT_BYTES = 16L << 20;

    private final BlockingDeque<Write> waiting;
    private final int maxTaken;

    /**
     * @param maxWaiting past it nothing is added
     * @param maxTaken writes of one commit
     */
    WriteQueue(int maxWaiting, int maxTaken) {
        this.waiting = new LinkedBlockingDeque<>(maxWaiting);
        this.maxTaken = maxTaken;
    }

    /** False if the queue is full. */
    boolean add(Write write) {
        return waiting.offer(write);
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Puts writes that were taken before all others again; returns those for which there is no place any more. */
    List<Write> giveBack(List<Write> taken) {
        List<Write> refused = new ArrayList<>();
        for (int i = taken.size() - 1; i >= 0; i--) {
            if (!waiting.offerFirst(taken.get(i))) {
                refused.add(taken.get(i));
            }
        }
        return refused;
    }

    /** Forgets what nobody waits for any more. */
    void dropOver() {
        waiting.removeIf(Write::isOver);
    }

    /** The next commit's writes: the oldest ones, one for each room at the most, so that a room's keep their order. */
    List<Write> take() {
        List<Write> taken = new ArrayList<>();
        Set<String> rooms = new HashSet<>();
        long bytes = 0;
        for (Write next = peek(); next != null && taken.size() < maxTaken; next = peek()) {
            bytes += next.bytes();
            boolean isFull = !taken.isEmpty() && bytes > MAX_COMMIT_BYTES;
            if (isFull || !rooms.add(next.room().value())) {
                break;
            }
            taken.add(waiting.remove());
        }
        return taken;
    }

    private @Nullable Write peek() {
        Write next = waiting.peek();
        while (next != null && next.isOver()) {
            waiting.remove();
            next = waiting.peek();
        }
        return next;
    }
}

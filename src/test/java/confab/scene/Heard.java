package confab.scene;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a client has heard, in order, and a place in it up to which the test has listened. */
final class Heard<T> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<T> all = new ArrayList<>();
    private int next;

    synchronized void add(T item) {
        all.add(item);
        notifyAll();
    }

    synchronized List<T> all() {
        return List.copyOf(all);
    }

    T await(String what, Predicate<T> wanted) {
        return await(what, wanted, PATIENCE);
    }

    /** Listens on until there is such a one, and returns it; what came before it is not listened to again. */
    synchronized T await(String what, Predicate<T> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            while (next < all.size()) {
                T item = all.get(next++);
                if (wanted.test(item)) {
                    return item;
                }
            }
            pause(deadline, what);
        }
    }

    /** Waits until all that was heard so far is as wanted. */
    synchronized List<T> awaitAll(String what, Predicate<List<T>> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!wanted.test(all)) {
            pause(deadline, what);
        }
        return List.copyOf(all);
    }

    // Its callers look again each time.
    @SuppressWarnings("WaitNotInLoop")
    private void pause(long deadline, String what) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            int shown = Math.max(0, all.size() - 20);
            throw new AssertionError("did not hear " + what + "; heard last: " + all.subList(shown, all.size()));
        }
        try {
            wait(left);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

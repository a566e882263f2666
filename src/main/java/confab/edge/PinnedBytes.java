package confab.edge;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that the outbound queues of all connections of a node keep alive, each shared buffer counted once. */
final class PinnedBytes {
    private final long max;
    private final AtomicLong bytes = new AtomicLong();

    /** @param max above so many, the connection furthest behind is closed */
    PinnedBytes(long max) {
        this.max = max;
    }

    void add(int more) {
        bytes.addAndGet(more);
    }

    void remove(int less) {
        bytes.addAndGet(-less);
    }

    boolean isTooMany() {
        return bytes.get() > max;
    }
}

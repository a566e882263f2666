package confab.room;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/** What the rooms of a node have done; read from any thread. Lives as long as the node. */
public final class RoomCounts {
    private final IntConsumer entries;
    private final LongAdder open = new LongAdder();
    private final LongAdder messages = new LongAdder();
    private final LongAdder queued = new LongAdder();

    /** @param entries hears how many posts a room wrote to the log at once; from any thread, must not wait */
    public RoomCounts(IntConsumer entries) {
        this.entries = entries;
    }

    /** Rooms that live here. */
    public long open() {
        return open.sum();
    }

    /** Messages that were given a number. */
    public long messages() {
        return messages.sum();
    }

    /** Posts waiting or being written. */
    public long queued() {
        return queued.sum();
    }

    void opened() {
        open.increment();
    }

    void stopped() {
        open.decrement();
    }

    void queued(int more) {
        queued.add(more);
    }

    /** @param fresh of the posts, those that were not in the log before */
    void wrote(int posts, int fresh) {
        entries.accept(posts);
        messages.add(fresh);
    }
}

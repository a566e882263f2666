package confab.relay;

import java.util.concurrent.atomic.LongAdder;

/** What became of the posts of a node's clients; read from any thread. Lives as long as the node. */
public final class PostCounts {
    private final LongAdder bytes = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final LongAdder kept = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder overloaded = new LongAdder();
    private final LongAdder unavailable = new LongAdder();

    /** Of the bodies that were taken to be sent on. */
    public long bytes() {
        return bytes.sum();
    }

    /** Taken and not answered yet. */
    public long waiting() {
        return waiting.sum();
    }

    public long kept() {
        return kept.sum();
    }

    /** They were in the log already. */
    public long repeated() {
        return repeated.sum();
    }

    /** Refused, as too many wait. */
    public long overloaded() {
        return overloaded.sum();
    }

    /** Given up, as the room did not answer in time. */
    public long unavailable() {
        return unavailable.sum();
    }

    void took(int bodyBytes) {
        waiting.increment();
        bytes.add(bodyBytes);
    }

    void refused() {
        overloaded.increment();
    }

    /** A batch is answered. */
    void answered(int all, int repeats) {
        waiting.add(-all);
        kept.add(all - repeats);
        repeated.add(repeats);
    }

    void gaveUp(int posts) {
        waiting.add(-posts);
        unavailable.add(posts);
    }
}

package confab.relay;

import confab.protocol.MessageFormat;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One task of a lane that writes batches to members: makes each batch's bytes shareable once for all of them, and counts what
 * is written for the node's books, which it enters at its end.
 */
final class Delivery implements AutoCloseable {
    private final Lane lane;
    private final Books books;
    private final boolean isLive;
    private final IdentityHashMap<MessageFormat.Frames, Lane.Shared> shared = new IdentityHashMap<>(2);

    // The last asked for, which nearly always is the next asked for.
    private MessageFormat.@Nullable Frames frames;
    private Lane.@Nullable Shared bytes;

    // Plain numbers, as they change with each member.
    private long messages;
    private long frameBytes;
    private long own;

    /** The first batch that was written; others' times are summed up as what they are later. */
    private @Nullable Batch first;

    private long laterNanos;
    private long laterMillis;

    /** @param isLive whether to members that keep up, so that it tells how long messages took */
    Delivery(Lane lane, Books books, boolean isLive) {
        this.lane = lane;
        this.books = books;
        this.isLive = isLive;
    }

    // The same frames are the same object.
    @SuppressWarnings("ReferenceEquality")
    Lane.Shared share(MessageFormat.Frames wanted) {
        Lane.Shared known = bytes;
        if (known == null || wanted != frames) {
            known = shared.computeIfAbsent(wanted, all -> lane.share(all.wire(), 0, all.wire().length));
            frames = wanted;
            bytes = known;
        }
        return known;
    }

    /** A member was given messages of the batch in one piece. */
    // The same batch is the same object.
    @SuppressWarnings("ReferenceEquality")
    void wrote(Batch batch, int count, int length) {
        messages += count;
        frameBytes += length;
        Batch before = first;
        if (before == null) {
            first = batch;
        } else if (batch != before) {
            laterNanos += (batch.arrivedNanos() - before.arrivedNanos()) * count;
            laterMillis += (batch.atMillis() - before.atMillis()) * count;
        }
    }

    /** A member's own messages were not given to it. */
    void keptBack(int count) {
        own += count;
    }

    @Override
    public void close() {
        shared.values().forEach(Lane.Shared::release);
        if (messages > 0) {
            books.wrote(isLive, messages, frameBytes);
        }
        if (own > 0) {
            books.keptBack(own);
        }
        Batch before = first;
        if (isLive && before != null) {
            long arrivedNanos = before.arrivedNanos() + laterNanos / messages;
            long atMillis = before.atMillis() + laterMillis / messages;
            lane.afterFlush(() -> books.times().delivered(arrivedNanos, atMillis, messages));
        }
    }
}

package confab.socketio;

import confab.protocol.socketio.NamespaceName;
import confab.socketio.ClusterBroadcasts.First;
import confab.socketio.ClusterBroadcasts.More;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cuts broadcasts into parts that may travel between nodes, and puts the others' together. Parts of one sender come in order
 * or get lost, so at most one broadcast of each is half there: what begins, or does not follow, drops it.
 */
final class BroadcastParts {
    /** Largest message between nodes, in bytes: Artery drops a frame of more than 256 KiB. */
    static final int MAX_BYTES = 128 * 1024;

    /** Names, numbers and what CBOR writes around them, besides the rooms. */
    private static final int ENVELOPE_BYTES = 4 * 1024;

    /** Frames in one part. */
    static final int MAX_WIRE_BYTES = MAX_BYTES - Audience.MAX_BYTES - ENVELOPE_BYTES;

    private final int maxBytes;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Map<String, Half> halves = new HashMap<>();

    private static final class Half {
        private final First first;
        private final long startNanos;
        private final byte[] wire;
        private int filled;

        Half(First first, long startNanos) {
            this.first = first;
            this.startNanos = startNanos;
            this.wire = new byte[first.length()];
        }

        boolean isFollowedBy(More more) {
            return more.id() == first.id() && more.offset() == filled && more.wire().length <= wire.length - filled;
        }

        boolean fill(byte[] part) {
            System.arraycopy(part, 0, wire, filled, part.length);
            filled += part.length;
            return filled == wire.length;
        }
    }

    /**
     * @param maxBytes longest broadcast that is taken; what claims to be longer is dropped
     * @param patience how long a half may wait for its rest
     */
    BroadcastParts(int maxBytes, Duration patience, LongSupplier nanoTime) {
        this.maxBytes = maxBytes;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** The messages that tell another node of a broadcast, in order. */
    static List<ClusterBroadcasts.Command> of(
            String from, long id, NamespaceName namespace, Audience audience, byte[] wire) {
        List<ClusterBroadcasts.Command> parts = new ArrayList<>(1);
        byte[] begin = part(wire, 0);
        parts.add(new First(from, id, namespace.value(), audience.to(), audience.except(), wire.length, begin));
        for (int at = begin.length; at < wire.length; at += MAX_WIRE_BYTES) {
            parts.add(new More(from, id, at, part(wire, at)));
        }
        return parts;
    }

    private static byte[] part(byte[] wire, int from) {
        boolean isWhole = wire.length <= MAX_WIRE_BYTES;
        return isWhole ? wire : Arrays.copyOfRange(wire, from, Math.min(from + MAX_WIRE_BYTES, wire.length));
    }

    void onFirst(First first, BiConsumer<First, byte[]> whole) {
        halves.remove(first.from());
        if (first.wire().length == first.length()) {
            whole.accept(first, first.wire());
        } else if (first.length() <= maxBytes && first.wire().length < first.length()) {
            Half half = new Half(first, nanoTime.getAsLong());
            half.fill(first.wire());
            halves.put(first.from(), half);
        }
    }

    void onMore(More more, BiConsumer<First, byte[]> whole) {
        Half half = halves.get(more.from());
        if (half == null || !half.isFollowedBy(more)) {
            drop(half);
        } else if (half.fill(more.wire())) {
            drop(half);
            whole.accept(half.first, half.wire);
        }
    }

    /** Drops those whose rest did not come in time. */
    void dropLate() {
        long now = nanoTime.getAsLong();
        halves.values().removeIf(half -> now - half.startNanos >= patience.toNanos());
    }

    /** Broadcasts that are half there. */
    int halves() {
        return halves.size();
    }

    private void drop(@Nullable Half half) {
        if (half != null) {
            halves.remove(half.first.from());
        }
    }
}

package confab.edge;

import confab.protocol.CloseCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that the outbound queues of all connections of a node keep alive, each shared buffer counted once. Past the bound
 * the lanes are asked one after the other who is furthest behind, and that one is closed, until it is enough.
 */
final class PinnedBytes {
    private final long max;
    private final AtomicLong bytes = new AtomicLong();
    private final List<NettyLane> lanes = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isRelieving = new AtomicBoolean();

    /** @param max above so many, the connection furthest behind is closed */
    PinnedBytes(long max) {
        this.max = max;
    }

    /** Its connections count too. */
    void watch(NettyLane lane) {
        lanes.add(lane);
    }

    void add(int more) {
        bytes.addAndGet(more);
    }

    void remove(int less) {
        bytes.addAndGet(-less);
    }

    /** Closes whom it has to, if any, but not before the caller is through: a relay may be writing. On any thread. */
    void relieve() {
        if (isTooMany() && isRelieving.compareAndSet(false, true)) {
            ask(0, null, 0);
        }
    }

    long now() {
        return bytes.get();
    }

    private boolean isTooMany() {
        return bytes.get() > max;
    }

    /** @param behind how far {@code furthest}, of the lanes asked before, is behind */
    private void ask(int next, @Nullable NettySocket furthest, long behind) {
        if (next == lanes.size()) {
            close(furthest);
            return;
        }
        NettyLane lane = lanes.get(next);
        lane.execute(() -> {
            lane.letGo();
            NettySocket its = lane.furthestBehind();
            if (its != null && its.pendingBytes() > behind) {
                ask(next + 1, its, its.pendingBytes());
            } else {
                ask(next + 1, furthest, behind);
            }
        });
    }

    private void close(@Nullable NettySocket furthest) {
        if (furthest == null || !isTooMany()) {
            isRelieving.set(false);
            return;
        }
        furthest.lane().execute(() -> {
            furthest.closeNow(CloseCode.TOO_SLOW, "too far behind, and the node short of memory");
            isRelieving.set(false);
            relieve();
        });
    }
}

package confab.edge;

import confab.relay.Lane;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop and its connections. Bytes that it shared are watched until every connection has let them go, for what
 * slow connections hold counts against the node's bound.
 */
final class NettyLane implements Lane {
    private static final Logger log = LoggerFactory.getLogger(NettyLane.class);

    private static final long TICK_NANOS = 1_000_000_000;

    private final SingleThreadEventLoop loop;
    private final TurnEnd turnEnd;
    private final ByteBufAllocator allocator;
    private final PinnedBytes pinned;
    private final LongConsumer delays;

    // Below: on the event loop only.
    private final Set<Ticking> connections = new HashSet<>();
    private final Deque<ByteBuf> held = new ArrayDeque<>();
    /** When the next tick is to be. */
    private long dueNanos;

    /** @param delays hears about once a second by how many nanoseconds the loop was late; must not wait */
    NettyLane(SingleThreadEventLoop loop, ByteBufAllocator allocator, PinnedBytes pinned, LongConsumer delays) {
        this.loop = loop;
        this.turnEnd = new TurnEnd(loop);
        this.allocator = allocator;
        this.pinned = pinned;
        this.delays = delays;
        this.dueNanos = loop.ticker().nanoTime() + TICK_NANOS;
        pinned.watch(this);
        var unused = loop.scheduleWithFixedDelay(this::tick, TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS);
    }

    /** After the server has closed there is nobody to write to, and nothing is done. */
    @Override
    public void execute(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(task);
        }
    }

    @Override
    public void executeLater(Runnable task, Duration delay) {
        if (!loop.isShuttingDown()) {
            var unused = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public Shared share(byte[] wire, int from, int to) {
        return new SharedBuffer(allocator.directBuffer(to - from).writeBytes(wire, from, to - from));
    }

    @Override
    public void afterFlush(Runnable task) {
        turnEnd.afterFlush(task);
    }

    EventLoop loop() {
        return loop;
    }

    /** On the event loop. */
    TurnEnd turnEnd() {
        return turnEnd;
    }

    void add(Ticking connection) {
        connections.add(connection);
    }

    void remove(Ticking connection) {
        connections.remove(connection);
    }

    private void tick() {
        delays.accept(loop.ticker().nanoTime() - dueNanos);
        List.copyOf(connections).forEach(NettyLane::tick);
        letGo();
        pinned.relieve();
        dueNanos = loop.ticker().nanoTime() + TICK_NANOS;
    }

    /** One that fails must not stop the clock of all others: a task that throws is not run again. */
    private static void tick(Ticking connection) {
        try {
            connection.tick();
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("connection", connection).setCause(e).log("tick failed");
        }
    }

    /**
     * The oldest are let go first, mostly: who holds a newer one holds the older ones too. What waits for the turn's end is
     * flushed before, so that only who does not take it holds it still. On the event loop.
     */
    void letGo() {
        turnEnd.flushAll();
        held.removeIf(buffer -> {
            boolean isFree = buffer.refCnt() == 1;
            if (isFree) {
                pinned.remove(buffer.capacity());
                buffer.release();
            }
            return isFree;
        });
    }

    /** Of its connections that do not take what is written. On the event loop. */
    @Nullable
    NettySocket furthestBehind() {
        NettySocket furthest = null;
        for (Ticking any : new ArrayList<>(connections)) {
            if (any instanceof NettySocket connection
                    && connection.pendingBytes() > 0
                    && (furthest == null || connection.pendingBytes() > furthest.pendingBytes())) {
                furthest = connection;
            }
        }
        return furthest;
    }

    /** Bytes for many connections of this lane. */
    final class SharedBuffer implements Shared {
        private final ByteBuf buffer;

        private SharedBuffer(ByteBuf buffer) {
            this.buffer = buffer;
        }

        @Override
        public int length() {
            return buffer.readableBytes();
        }

        @Override
        public void copy(int from, int to, byte[] target, int at) {
            buffer.getBytes(from, target, at, to - from);
        }

        ByteBuf slice(int from, int to) {
            return buffer.retainedSlice(from, to - from);
        }

        @Override
        public void release() {
            turnEnd.afterFlush(this::letGoOrHold);
        }

        private void letGoOrHold() {
            if (buffer.refCnt() == 1) {
                buffer.release();
                return;
            }
            pinned.add(buffer.capacity());
            held.add(buffer);
            pinned.relieve();
        }
    }
}

package confab.edge;

import io.netty.channel.SingleThreadEventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What the tasks of one turn of an event loop leave for its end: each socket that they wrote to is flushed once, so that an
 * answer and the messages of several rooms go out in one system call. A turn that grows long, or writes to many, is cut. On
 * the event loop only.
 */
final class TurnEnd {
    /** So many sockets are flushed before others are written to. */
    private static final int MAX_SOCKETS = 1_000;

    /** How long the first may wait for others. */
    private static final long MAX_NANOS = Duration.ofMillis(10).toNanos();

    /** What may be written to more than once before it is flushed. */
    interface Flushable {
        /** Flushes without waiting for the turn's end. */
        void flushNow();
    }

    private final SingleThreadEventLoop loop;
    private final Queue<Flushable> unflushed = new ArrayDeque<>();
    private final Queue<Runnable> afterwards = new ArrayDeque<>();

    /** Whether the loop is to call at its turn's end. */
    private boolean isAwaited;

    private boolean isFlushing;

    /** When the first of those that wait came. */
    private long sinceNanos;

    TurnEnd(SingleThreadEventLoop loop) {
        this.loop = loop;
    }

    /** To be called once for each socket, until it is flushed. */
    void flush(Flushable socket) {
        if (!isAwaited) {
            isAwaited = true;
            loop.executeAfterEventLoopIteration(this::run);
        }
        if (unflushed.isEmpty()) {
            sinceNanos = loop.ticker().nanoTime();
            unflushed.add(socket);
        } else {
            unflushed.add(socket);
            cutIfLong();
        }
    }

    /** Flushes what waits if that is much by now, or has waited long. */
    void cutIfLong() {
        if (unflushed.size() >= MAX_SOCKETS || loop.ticker().nanoTime() - sinceNanos > MAX_NANOS) {
            flushAll();
        }
    }

    /** Runs the task when all is flushed: now, if nothing is to be. */
    void afterFlush(Runnable task) {
        if (unflushed.isEmpty()) {
            task.run();
        } else {
            afterwards.add(task);
        }
    }

    /** What a flush makes others write is flushed too, as far as their sockets take it. */
    void flushAll() {
        if (isFlushing) {
            return;
        }
        isFlushing = true;
        try {
            for (Flushable next = unflushed.poll(); next != null; next = unflushed.poll()) {
                next.flushNow();
            }
            for (Runnable next = afterwards.poll(); next != null; next = afterwards.poll()) {
                next.run();
            }
        } finally {
            isFlushing = false;
        }
    }

    private void run() {
        isAwaited = false;
        flushAll();
    }
}

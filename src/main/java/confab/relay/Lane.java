package confab.relay;

import java.time.Duration;
import java.util.concurrent.Executor;

/** One thread that owns many connections: an event loop. What belongs to a connection is touched on its lane only. */
public interface Lane extends Executor {
    /** Runs the task on the lane, soon, after those given before; not at all once the sockets are closed. */
    @Override
    void execute(Runnable task);

    /** Runs the task on the lane after that time, or a little later; not at all once the sockets are closed. */
    void executeLater(Runnable task, Duration delay);

    /** Runs the task when what was flushed so far has been handed to the sockets. On the lane only. */
    void afterFlush(Runnable task);

    /**
     * Makes bytes that many outlets of this lane can write without a copy each. On the lane only; to be let go with
     * {@link Shared#release} in the same task.
     */
    Shared share(byte[] wire, int from, int to);

    /** Bytes that several connections have in their queues at once; they count once against the node's bound. */
    interface Shared {
        int length();

        /** Copies a slice, from {@code from} up to {@code to}, to {@code target} at {@code at}. */
        void copy(int from, int to, byte[] target, int at);

        /** No more writes of it will follow; those under way keep it alive. On the lane only. */
        void release();
    }
}

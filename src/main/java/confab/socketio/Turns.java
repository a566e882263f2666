package confab.socketio;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a connection's listeners have to do, one after the other in order, on their executor. Lives as long as its connection,
 * and until all is done.
 *
 * <p>Bounded: with as much waiting as the settings allow the client is read no further, until half of it is done. What the
 * client had sent before comes all the same.
 */
final class Turns {
    /** Then it is somebody else's turn on the executor. */
    private static final int AT_A_TIME = 32;

    private final Executor executor;
    private final SocketClient client;
    private final int maxTasks;
    private final int maxBytes;

    // Below: guarded by this.
    private @Nullable Deque<Turn> waiting;
    private int tasks;
    private long bytes;
    private boolean isRunning;
    private boolean isFull;

    private record Turn(Runnable task, int bytes) {}

    /**
     * @param maxTasks how many may wait
     * @param maxBytes how large what they are about may be together
     */
    Turns(Executor executor, SocketClient client, int maxTasks, int maxBytes) {
        this.executor = executor;
        this.client = client;
        this.maxTasks = maxTasks;
        this.maxBytes = maxBytes;
    }

    /**
     * Runs the task after those before it. On the lane.
     *
     * @param task throws nothing
     * @param weight how large the packet is that the task is about, in bytes
     */
    void add(Runnable task, int weight) {
        if (enqueue(new Turn(task, weight))) {
            client.hold();
        }
        submit();
    }

    /** Says whether it is full from now on. */
    private synchronized boolean enqueue(Turn turn) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(1);
        }
        waiting.add(turn);
        tasks++;
        bytes += turn.bytes();
        boolean fillsUp = !isFull && isRunning && (tasks > maxTasks || bytes > maxBytes);
        isFull |= fillsUp;
        return fillsUp;
    }

    private void submit() {
        if (!start()) {
            return;
        }
        try {
            executor.execute(this::runSome);
        } catch (RejectedExecutionException e) {
            clear();
            client.lane().execute(client::endForced);
        }
    }

    private synchronized boolean start() {
        boolean starts = !isRunning && waiting != null;
        isRunning |= starts;
        return starts;
    }

    private void runSome() {
        for (int i = 0; i < AT_A_TIME; i++) {
            Turn turn = next();
            if (turn == null) {
                return;
            }
            turn.task().run();
            if (done(turn)) {
                client.lane().execute(client::release);
            }
        }
        pauseRunning();
        submit();
    }

    private synchronized @Nullable Turn next() {
        Turn turn = waiting == null ? null : waiting.poll();
        if (turn == null) {
            // Most connections are idle; they keep no queue.
            waiting = null;
            isRunning = false;
        }
        return turn;
    }

    /** Says whether it was full until now. */
    private synchronized boolean done(Turn turn) {
        tasks--;
        bytes -= turn.bytes();
        boolean drained = isFull && tasks <= maxTasks / 2 && bytes <= maxBytes / 2;
        isFull &= !drained;
        return drained;
    }

    private synchronized void pauseRunning() {
        isRunning = false;
    }

    /** The executor takes nothing any more. */
    private synchronized void clear() {
        waiting = null;
        isRunning = false;
        tasks = 0;
        bytes = 0;
    }
}

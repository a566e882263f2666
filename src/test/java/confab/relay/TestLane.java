package confab.relay;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A lane whose tasks run when the test says so, and whose time passes when the test says so. */
public final class TestLane implements Lane {
    /** How long it waits for a task before it looks at the condition again. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparingLong(Later::nanos).thenComparingLong(Later::order));
    private long nanos;
    private long ordered;

    private record Later(long nanos, long order, Runnable task) {}

    /** Buffers shared and not let go. */
    int open;

    /** Buffers shared at all. */
    private int shared;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void afterFlush(Runnable task) {
        task.run();
    }

    @Override
    public void executeLater(Runnable task, Duration delay) {
        later.add(new Later(nanos + delay.toNanos(), ordered++, task));
    }

    /** As {@link System#nanoTime}, of this lane's time. */
    public long nanoTime() {
        return nanos;
    }

    /** Lets the time pass and runs all that falls due, in order. */
    public void pass(Duration time) {
        long until = nanos + time.toNanos();
        run();
        for (Later next = later.peek(); next != null && next.nanos() <= until; next = later.peek()) {
            later.remove();
            nanos = Math.max(nanos, next.nanos());
            next.task().run();
            run();
        }
        nanos = until;
    }

    /** Lets the time pass as on a lane that is busy with something else: nothing runs. */
    public void skip(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public Shared share(byte[] wire, int from, int to) {
        open++;
        shared++;
        return new Bytes(wire, from, to);
    }

    /** How many buffers were shared, let go or not. */
    public int shared() {
        return shared;
    }

    /** How many were not let go. */
    public int open() {
        return open;
    }

    /** Runs all that waits, and what that adds. */
    public void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Runs what comes until the condition holds; false if it does not within that time. */
    boolean runUntil(BooleanSupplier condition, Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > patience.toNanos()) {
                return false;
            }
            Runnable task = tasks.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            if (task != null) {
                task.run();
                run();
            }
        }
        return true;
    }

    /** The bytes themselves. */
    public final class Bytes implements Shared {
        private final byte[] wire;
        private final int from;
        private final int to;

        private Bytes(byte[] wire, int from, int to) {
            this.wire = wire;
            this.from = from;
            this.to = to;
        }

        public String text(int start, int end) {
            return new String(wire, from + start, end - start, java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public void copy(int start, int end, byte[] target, int at) {
            System.arraycopy(wire, from + start, target, at, end - start);
        }

        @Override
        public void release() {
            open--;
        }
    }
}

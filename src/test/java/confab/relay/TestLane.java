package confab.relay;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A lane whose tasks run when the test says so. */
final class TestLane implements Lane {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    /** Buffers shared and not let go. */
    int open;

    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Shared share(byte[] wire, int from, int to) {
        open++;
        return new Bytes(wire, from, to);
    }

    /** Runs all that waits, and what that adds. */
    void run() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        return tasks.poll();
    }

    /** The bytes themselves. */
    final class Bytes implements Shared {
        private final byte[] wire;
        private final int from;
        private final int to;

        private Bytes(byte[] wire, int from, int to) {
            this.wire = wire;
            this.from = from;
            this.to = to;
        }

        String text(int start, int end) {
            return new String(wire, from + start, end - start, java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public void release() {
            open--;
        }
    }
}

package confab.log;

import confab.log.MessageLog.Range;
import confab.model.RoomName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads ranges on a few threads, each with a connection that is opened when first needed and dropped when it fails. */
final class ReadPool implements AutoCloseable {
    static final int THREADS = 4;

    /** Reads that wait; past it a read fails at once. Relays bound what they ask for well below. */
    private static final int MAX_QUEUED = 1024;

    private final Database database;
    private final Trouble trouble;
    private final Duration timeout;
    private final Queue<PageReader> idle = new ArrayBlockingQueue<>(THREADS);
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_QUEUED),
            work -> LogThread.named("confab-log-reader", work));

    private volatile LogWatch watch = LogWatch.NOBODY;

    /** @param timeout how long closing waits for what is under way */
    ReadPool(Database database, Trouble trouble, Duration timeout) {
        this.database = database;
        this.trouble = trouble;
        this.timeout = timeout;
    }

    void watch(LogWatch told) {
        watch = told;
    }

    void submit(RoomName room, long fromSeq, int limit, int maxBytes, CompletableFuture<Range> answer) {
        if (!LogThread.run(threads, () -> read(room, fromSeq, limit, maxBytes, answer))) {
            answer.completeExceptionally(
                    new LogUnavailable(threads.isShutdown() ? "the log is closed" : "too many reads wait for the log"));
        }
    }

    private void read(RoomName room, long fromSeq, int limit, int maxBytes, CompletableFuture<Range> answer) {
        if (answer.isDone()) {
            return;
        }
        @Nullable PageReader reader = null;
        Range range;
        long since = watch.nanoTime();
        try {
            reader = idle.poll();
            if (reader == null) {
                reader = new PageReader(database.openReader());
            }
            range = reader.read(room, fromSeq, limit, maxBytes);
        } catch (SQLException | RuntimeException e) {
            if (reader != null) {
                LogThread.close(reader);
            }
            String why = database.explain(e);
            trouble.begins(why);
            watch.readFailed();
            answer.completeExceptionally(new LogUnavailable(why, e));
            return;
        }
        if (database.isPooled() || !idle.offer(reader)) {
            LogThread.close(reader);
        }
        trouble.ends();
        watch.read(since);
        answer.complete(range);
    }

    @Override
    public void close() {
        LogThread.end(threads, timeout);
        for (PageReader reader = idle.poll(); reader != null; reader = idle.poll()) {
            LogThread.close(reader);
        }
    }
}

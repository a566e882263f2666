package confab.log;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what all rooms of a node write, in one thread: whatever came while one commit was under way goes into the next.
 *
 * <p>A write is answered only after its commit. If that fails, or its outcome is not known, all its writes fail with
 * {@link LogUnavailable}, and the next commit starts on a new connection.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private static final String FULL = "too many batches wait for the log";

    /** Between two looks at a row that another transaction has; other rooms' batches wait so long too. */
    private static final Duration HELD_ROW_PAUSE = Duration.ofMillis(2);

    private final Database database;
    private final Trouble trouble;
    private final Duration timeout;
    private final WriteQueue queue;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> LogThread.named("confab-log-writer", work));

    /** Whether the thread has been told to work and has not yet found the queue empty. */
    private final AtomicBoolean awake = new AtomicBoolean();

    private volatile boolean closed;

    private volatile LogWatch watch = LogWatch.NOBODY;

    /** Only the writer's thread touches it. */
    private @Nullable WriteSession session;

    /** @param timeout how long closing waits for what is under way */
    GroupCommit(Database database, Trouble trouble, int maxQueued, int maxPerCommit, Duration timeout) {
        this.database = database;
        this.trouble = trouble;
        this.timeout = timeout;
        this.queue = new WriteQueue(maxQueued, maxPerCommit);
    }

    void watch(LogWatch told) {
        watch = told;
    }

    /** Batches that wait for the next commit. */
    int queued() {
        return queue.size();
    }

    /** Adds the write to the next commit; where the queue is full, or the log closed, it fails at once. */
    void submit(Write write) {
        if (closed) {
            fail(write, new LogUnavailable("the log is closed"));
        } else if (queue.add(write)) {
            wake();
        } else {
            fail(write, new LogUnavailable(FULL));
        }
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            LogThread.run(thread, this::commitWaiting);
        }
    }

    private void commitWaiting() {
        try {
            while (!queue.isEmpty()) {
                commitNext();
            }
        } finally {
            if (closed || database.isPooled()) {
                endSession();
            }
            awake.set(false);
            if (!queue.isEmpty()) {
                wake();
            }
        }
    }

    /** Takes the database's lock first and the writes then: those that came while it waited are in. */
    private void commitNext() {
        WriteSession current;
        try {
            current = begin();
        } catch (SQLException | RuntimeException e) {
            endSession();
            if (e instanceof SQLException sql && database.isLocked(sql)) {
                trouble.begins(database.explain(e));
                watch.writeFailed();
                queue.dropOver();
            } else {
                failAll(queue.take(), e);
            }
            return;
        }
        commit(current, queue.take());
    }

    private WriteSession begin() throws SQLException {
        WriteSession current = session;
        if (current == null) {
            current = new WriteSession(database);
            session = current;
        }
        current.begin();
        return current;
    }

    private void commit(WriteSession current, List<Write> writes) {
        WriteSession.Committed committed;
        long since = watch.nanoTime();
        try {
            committed = current.commit(writes);
        } catch (SQLException | RuntimeException | Error e) {
            // Whatever it was: a connection with half a batch on it must not be used again.
            endSession();
            boolean isOneRooms = e instanceof SQLException sql && database.isOneRooms(sql);
            if (isOneRooms && writes.size() > 1) {
                writes.forEach(this::commitAlone);
            } else if (isOneRooms) {
                refuse(writes.get(0), e);
            } else {
                failAll(writes, e);
            }
            return;
        }
        trouble.ends();
        watch.committed(since, posts(writes) - posts(committed.waiting()));
        committed.answers().forEach(Runnable::run);
        giveBack(committed.waiting());
    }

    private static int posts(List<Write> writes) {
        int all = 0;
        for (Write write : writes) {
            all += write instanceof Write.Append append ? append.drafts().size() : 0;
        }
        return all;
    }

    /** Where nothing could be written, the next try has its time. */
    private void giveBack(List<Write> waiting) {
        if (!waiting.isEmpty()) {
            queue.giveBack(waiting).forEach(write -> fail(write, new LogUnavailable(FULL)));
            LockSupport.parkNanos(HELD_ROW_PAUSE.toNanos());
        }
    }

    /** One room's broken rows must not fail the others'. */
    private void commitAlone(Write write) {
        if (write.isOver()) {
            return;
        }
        try {
            commit(begin(), List.of(write));
        } catch (SQLException | RuntimeException e) {
            endSession();
            failAll(List.of(write), e);
        }
    }

    /** The log works, this room's rows do not. */
    private void refuse(Write write, Throwable cause) {
        String sentence = database.explain(cause);
        watch.writeFailed();
        LOG.atWarn()
                .addKeyValue("room", write.room())
                .addKeyValue("cause", sentence)
                .log("batch not written");
        fail(write, new LogUnavailable(sentence, cause));
    }

    private void failAll(List<Write> writes, Throwable cause) {
        String why = database.explain(cause);
        trouble.begins(why);
        watch.writeFailed();
        LogUnavailable failure = new LogUnavailable(why, cause);
        writes.forEach(write -> fail(write, failure));
    }

    private static void fail(Write write, LogUnavailable failure) {
        write.answer().completeExceptionally(failure);
    }

    private void endSession() {
        if (session != null) {
            LogThread.close(session);
            session = null;
        }
    }

    /** Commits what waits, for as long as the timeout; what is left then fails. */
    @Override
    public void close() {
        closed = true;
        LogThread.run(thread, this::commitWaiting);
        LogThread.end(thread, timeout);
        LogUnavailable failure = new LogUnavailable("the log is closed");
        for (List<Write> left = queue.take(); !left.isEmpty(); left = queue.take()) {
            left.forEach(write -> fail(write, failure));
        }
    }
}

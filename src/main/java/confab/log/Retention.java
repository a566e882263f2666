package confab.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes messages that are too old or too many, always a room's oldest ones first.
 *
 * <p>In small steps with pauses between them, so that writers wait for none of them. Each node sweeps at its own times; two
 * at once do each other no harm, as what one deleted the other does not find.
 */
final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Messages that one step deletes. */
    private static final int STEP = 500;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Database database;
    private final Clock clock;
    private final Duration maxAge;
    private final int maxMessages;
    private final Duration closeTimeout;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> LogThread.named("confab-log-retention", work));

    private volatile boolean closed;

    /**
     * @param maxAge of a message; zero for any
     * @param maxMessages of a room; zero for any number
     * @param closeTimeout how long closing waits for a step that is under way
     */
    Retention(Database database, Clock clock, Duration maxAge, int maxMessages, Duration closeTimeout) {
        this.database = database;
        this.clock = clock;
        this.maxAge = maxAge;
        this.maxMessages = maxMessages;
        this.closeTimeout = closeTimeout;
    }

    /** Sweeps through all rooms, the first time after {@code delay} and then that long after each end. */
    void start(Duration delay, Duration interval) {
        if (!maxAge.isZero() || maxMessages > 0) {
            var unused = thread.scheduleWithFixedDelay(
                    this::sweep, delay.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A failure ends the sweep; the next one begins anew. */
    private void sweep() {
        long deleted = 0;
        try (Connection connection = database.openWriter()) {
            OldMessages messages = new OldMessages(connection, STEP);
            String room = "";
            for (List<OldMessages.Room> page = messages.roomsAfter(room);
                    !page.isEmpty() && !closed;
                    page = messages.roomsAfter(room)) {
                for (OldMessages.Room next : page) {
                    room = next.name();
                    deleted += sweep(messages, next);
                }
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("old messages not deleted: {}", database.explain(e));
        }
        if (deleted > 0) {
            LOG.info("old messages deleted: {}", deleted);
        }
    }

    private long sweep(OldMessages messages, OldMessages.Room room) throws SQLException {
        long oldestAt = maxAge.isZero() ? Long.MIN_VALUE : clock.millis() - maxAge.toMillis();
        long oldestSeq = maxMessages == 0 ? 0 : room.lastSeq() - maxMessages + 1;
        long deleted = 0;
        int step = STEP;
        while (step == STEP && !closed) {
            step = messages.delete(room.name(), oldestAt, oldestSeq);
            deleted += step;
            if (step > 0) {
                pause();
            }
        }
        return deleted;
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    @Override
    public void close() {
        closed = true;
        LogThread.end(thread, closeTimeout);
    }
}

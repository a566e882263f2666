package confab.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * Turns of several processes at the one lock for writing. Touched only by the writer's thread.
 *
 * <p>SQLite has no queue for the lock: who waits looks again after up to 100 ms, while a busy node frees it for
 * microseconds only, so that another one's batches waited for seconds. Hence a waiting writer looks often, and one that
 * sees that others write leaves the lock free for a moment after each commit.
 */
final class SqliteTurns implements Database.Turns {
    private static final Duration LOOK_INTERVAL = Duration.ofNanos(250_000);
    private static final Duration FREE_TIME = Duration.ofMillis(1);

    /** Others count as writing for this long after their last commit. */
    private static final Duration MEMORY = Duration.ofSeconds(1);

    private final PreparedStatement version;
    private long lastVersion = -1;
    private long othersWroteNanos;
    private boolean othersWrite;

    SqliteTurns(Connection connection) throws SQLException {
        version = connection.prepareStatement("PRAGMA data_version");
    }

    /** Makes the connection try for the lock at short intervals, for that long. */
    static void waitForLock(Connection connection, Duration atMost) throws SQLException {
        BusyHandler.setHandler(connection, new BusyHandler() {
            private long sinceNanos;

            @Override
            protected int callback(int tries) {
                long now = System.nanoTime();
                if (tries == 0) {
                    sinceNanos = now;
                }
                if (now - sinceNanos > atMost.toNanos()) {
                    return 0;
                }
                LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
                return 1;
            }
        });
    }

    /** The version changes only with commits of other connections. */
    @Override
    public void look() throws SQLException {
        long now = System.nanoTime();
        try (ResultSet row = version.executeQuery()) {
            long seen = row.next() ? row.getLong(1) : lastVersion;
            if (lastVersion >= 0 && seen != lastVersion) {
                othersWrite = true;
                othersWroteNanos = now;
            }
            lastVersion = seen;
        }
        othersWrite = othersWrite && now - othersWroteNanos < MEMORY.toNanos();
    }

    @Override
    public void giveWay() {
        if (othersWrite) {
            LockSupport.parkNanos(FREE_TIME.toNanos());
        }
    }
}

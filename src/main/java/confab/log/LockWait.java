package confab.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * How a writer waits for its turn at SQLite's one lock for writing, while another process has it.
 *
 * <p>The lock has no queue, and SQLite's own wait looks for it at growing intervals, up to 100 ms: two busy nodes on one
 * file then kept a fifth fewer posts than with this one, which looks often. Lives as long as its connection.
 */
final class LockWait extends BusyHandler {
    private static final Duration LOOK_INTERVAL = Duration.ofNanos(250_000);

    private final Duration atMost;
    private long sinceNanos;

    private LockWait(Duration atMost) {
        this.atMost = atMost;
    }

    /** Makes each try for the lock on the connection last that long. */
    static void install(Connection connection, Duration atMost) throws SQLException {
        BusyHandler.setHandler(connection, new LockWait(atMost));
    }

    /** Called by SQLite on the thread that waits: 0 gives up, 1 looks again. */
    @Override
    protected int callback(int looks) {
        long now = System.nanoTime();
        if (looks == 0) {
            sinceNanos = now;
        }
        if (now - sinceNanos > atMost.toNanos()) {
            return 0;
        }
        LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
        return 1;
    }
}

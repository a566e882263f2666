package confab.log;

import confab.config.Settings;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Opens the log that the settings name; the only way to one from outside this package. */
public final class MessageLogs {
    private MessageLogs() {}

    /**
     * Opens the log, making what is missing: the folder, the file, the schema.
     *
     * @param clock gives the memory engine its epochs
     * @param random makes the id of a new log; a secure one
     * @throws LogNotOpened if it cannot be used
     */
    public static MessageLog open(Settings.Log settings, Clock clock, RandomGenerator random) {
        return switch (settings.engine()) {
            case MEMORY -> new MemoryLog(settings.memoryMessagesPerRoom(), clock);
            case SQLITE -> SqlLog.open(SqliteFile.in(settings.data(), settings.synchronous()), settings, random);
            case JDBC ->
                throw new LogNotOpened("this release keeps messages in SQLite or in memory, not in a database on a "
                        + "server: leave out the database setting and name a data folder");
        };
    }
}

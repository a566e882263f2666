package confab.log;

import confab.config.Settings;
import java.time.Clock;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Opens the log that the settings name; the only way to one from outside this package. */
public final class MessageLogs {
    private MessageLogs() {}

    /**
     * Opens the log, making what is missing: the folder, the file, the schema. A server that is not reachable is waited for.
     *
     * @param clock gives the memory engine its epochs, and says which messages are old
     * @param random makes the id of a new log; a secure one
     * @throws LogNotOpened if it cannot be used
     */
    public static MessageLog open(Settings.Log settings, Clock clock, RandomGenerator random) {
        return switch (settings.engine()) {
            case MEMORY -> new MemoryLog(settings.memoryMessagesPerRoom(), clock);
            case SQLITE -> SqlLog.open(SqliteFile.in(settings.data(), settings.synchronous()), settings, clock, random);
            case JDBC ->
                SqlLog.open(
                        PostgresServer.at(Objects.requireNonNull(settings.database()), settings),
                        settings,
                        clock,
                        random);
        };
    }
}

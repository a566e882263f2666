package confab.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The tables, brought up to this version at each start; {@code confab/log/sql} holds the steps, only ever added to. */
final class SqlSchema {
    private static final int ID_BYTES = 16;

    private SqlSchema() {}

    /**
     * Makes or changes the tables, with no other node at it.
     *
     * @param random makes the log's id if the log is new
     * @return the log's id
     * @throws LogNotOpened if that cannot be, or if the tables are of a later version
     */
    static String migrate(Database database, RandomGenerator random) {
        try {
            return database.alone(() -> {
                migrate(flyway(database, random), database);
                return readId(database);
            });
        } catch (FlywayException e) {
            throw new LogNotOpened(database.explain(e), e);
        }
    }

    private static Flyway flyway(Database database, RandomGenerator random) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Flyway.configure(SqlSchema.class.getClassLoader())
                .dataSource(database.source())
                .locations("classpath:confab/log/sql")
                .failOnMissingLocations(true)
                .placeholders(Map.of("logId", HexFormat.of().formatHex(id)))
                .loggers("slf4j")
                .load();
    }

    private static void migrate(Flyway flyway, Database database) {
        // Left to itself, the migration would ignore steps of a later version.
        boolean later = Arrays.stream(flyway.info().applied())
                .map(MigrationInfo::getState)
                .anyMatch(state -> state.isApplied() && !state.isResolved());
        if (later) {
            throw new LogNotOpened(database.describe()
                    + " was written by a later version of Confab: start that version, " + "or name another log");
        }
        flyway.migrate();
    }

    private static String readId(Database database) {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM log")) {
            if (!row.next()) {
                throw new LogNotOpened(database.describe() + " has lost its id: restore it from a backup");
            }
            return row.getString(1);
        } catch (SQLException e) {
            throw new LogNotOpened(database.explain(e), e);
        }
    }
}

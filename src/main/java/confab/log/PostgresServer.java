package confab.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import confab.config.Settings;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server, or one that speaks its protocol, which all nodes of a cluster share; its connections are pooled.
 *
 * <p>A connection waits for nothing longer than the log's timeout, on either side: a node that stops in the middle of a
 * transaction loses it, and with it the locks on its rooms' rows.
 */
final class PostgresServer implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

    /** There is a connection for everybody, so who waits for one waits for the server. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** The least that the pool takes. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

    private final String url;
    private final @Nullable String user;
    private final @Nullable String password;
    private final String place;
    private final Duration timeout;
    private final HikariDataSource pool;

    private PostgresServer(Settings.Log settings, String url, String place, List<String> session) {
        this.url = url;
        this.user = settings.databaseUser();
        this.password = settings.databasePassword();
        this.place = place;
        this.timeout = settings.timeout();
        this.pool = new HikariDataSource(pool(session));
    }

    /**
     * The server with that URL, waited for while it is not reachable.
     *
     * @throws LogNotOpened if the URL is not PostgreSQL's, or the server cannot be reached in time or refuses the user
     */
    static PostgresServer at(String url, Settings.Log settings) {
        Properties parts = Driver.parseURL(url, new Properties());
        if (parts == null) {
            throw new LogNotOpened("the database setting is no URL of PostgreSQL: write it as in "
                    + "jdbc:postgresql://db.example.org:5432/confab");
        }
        String place = "postgresql " + PGProperty.PG_HOST.getOrDefault(parts) + ":"
                + PGProperty.PG_PORT.getOrDefault(parts) + "/" + PGProperty.PG_DBNAME.getOrDefault(parts);
        DataSource source = source(url, settings.databaseUser(), settings.databasePassword(), settings.timeout());
        try (Connection connection = await(source, place, settings.openTimeout())) {
            warnOfLoss(connection);
            return new PostgresServer(settings, url, place, accepted(connection, settings.timeout()));
        } catch (SQLException e) {
            throw new LogNotOpened(explain(place, e), e);
        }
    }

    private static Connection await(DataSource source, String place, Duration atMost) throws SQLException {
        long end = System.nanoTime() + atMost.toNanos();
        boolean isTold = false;
        while (true) {
            try {
                return source.getConnection();
            } catch (SQLException e) {
                PostgresFault fault = PostgresFault.of(e);
                boolean mayPass = fault == PostgresFault.UNREACHABLE || fault == PostgresFault.BUSY;
                if (!mayPass || System.nanoTime() - end > 0) {
                    throw e;
                }
                if (!isTold) {
                    isTold = true;
                    LOG.warn("waiting for the log, {} s at most: {}", atMost.toSeconds(), explain(place, e));
                }
                LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
            }
        }
    }

    private static void warnOfLoss(Connection connection) {
        for (String setting : List.of("fsync", "synchronous_commit")) {
            if ("off".equals(shown(connection, setting))) {
                LOG.warn("the database has {}=off: what was acknowledged may be lost when its machine stops", setting);
            }
        }
    }

    /** The value of a setting of the server; null where it knows none of that name, as others of its protocol may not. */
    private static @Nullable String shown(Connection connection, String setting) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            LOG.debug("the database does not tell {}", setting, e);
            return null;
        }
    }

    /** What is said at the start of each connection, less what this server does not know. */
    private static List<String> accepted(Connection connection, Duration timeout) {
        List<String> accepted = new ArrayList<>();
        for (String line : List.of(
                "SET statement_timeout = " + timeout.toMillis(),
                "SET lock_timeout = " + timeout.dividedBy(2).toMillis(),
                "SET idle_in_transaction_session_timeout = " + timeout.toMillis(),
                // Every statement has its index. The planner knows a table that grew fast only as it was.
                "SET enable_seqscan = off",
                "SET enable_hashjoin = off",
                "SET enable_mergejoin = off")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(line);
                accepted.add(line);
            } catch (SQLException e) {
                LOG.info("the database does not take: {} ({})", line, e.getMessage());
            }
        }
        return accepted;
    }

    private HikariConfig pool(List<String> session) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("confab-log");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        // Else the pool would go on by itself to look for a server that is down, at intervals that grow to 5 s.
        config.setMinimumIdle(0);
        config.setConnectionTimeout(
                Math.max(Math.min(timeout.toMillis(), LONGEST_WAIT.toMillis()), SHORTEST_WAIT.toMillis()));
        config.setValidationTimeout(Math.max(timeout.toMillis() / 2, SHORTEST_WAIT.toMillis()));
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(String.join("; ", session));
        // What stands in the URL ranks above these.
        PGProperty.REWRITE_BATCHED_INSERTS.set(config.getDataSourceProperties(), true);
        PGProperty.SOCKET_TIMEOUT.set(config.getDataSourceProperties(), seconds(timeout) + 1);
        PGProperty.CONNECT_TIMEOUT.set(config.getDataSourceProperties(), seconds(timeout));
        PGProperty.TCP_KEEP_ALIVE.set(config.getDataSourceProperties(), true);
        PGProperty.APPLICATION_NAME.set(config.getDataSourceProperties(), "confab");
        return config;
    }

    private static int seconds(Duration duration) {
        return (int) Math.max(1, duration.plusMillis(999).toSeconds());
    }

    @Override
    public String describe() {
        return place;
    }

    @Override
    public DataSource source() {
        return source(url, user, password, timeout);
    }

    /** Not of the pool: changing the schema of a large log takes its time. */
    private static DataSource source(
            String url, @Nullable String user, @Nullable String password, Duration connectTimeout) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setConnectTimeout(seconds(connectTimeout));
        source.setURL(url);
        if (source.getUser() == null) {
            source.setUser(user);
        }
        if (source.getPassword() == null) {
            source.setPassword(password);
        }
        return source;
    }

    /** The migration has a lock of its own in the database. */
    @Override
    public <T> T alone(Supplier<T> work) {
        return work.get();
    }

    @Override
    public boolean isPooled() {
        return true;
    }

    @Override
    public Connection openWriter() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public Connection openReader() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public RoomLocks locks(Connection writer) throws SQLException {
        return new PostgresRoomLocks(writer);
    }

    /** Never for all rooms: rows are locked one by one. */
    @Override
    public boolean isLocked(SQLException failure) {
        return false;
    }

    @Override
    public boolean isOneRooms(SQLException failure) {
        return PostgresFault.of(failure) == PostgresFault.ONE_ROOM;
    }

    @Override
    public String explain(Throwable failure) {
        return explain(place, failure);
    }

    private static String explain(String place, Throwable failure) {
        return PostgresFault.of(failure).sentence(place) + " (" + words(failure) + ")";
    }

    /** The server's own, where it said any: those of the driver may quote the rows of a batch, message bodies and all. */
    private static @Nullable String words(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException told && told.getServerErrorMessage() != null) {
                return told.getServerErrorMessage().getMessage();
            }
        }
        return failure instanceof BatchUpdateException ? "a batch failed" : failure.getMessage();
    }

    @Override
    public void close() {
        pool.close();
    }
}

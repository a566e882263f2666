package confab.log;

import confab.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The file {@code confab.db} of a data folder, which several nodes on one machine may share.
 *
 * <p>Write-ahead log: readers and the one writer at a time do not wait for each other, and a commit is one sequential
 * write. Readers therefore never see a lock, and writers take turns.
 */
final class SqliteFile implements Database {
    static final String FILE = "confab.db";

    /** Locked, never written to, by the node that makes the schema. */
    private static final String SCHEMA_LOCK = "confab.lock";

    private static final Duration SCHEMA_WAIT = Duration.ofSeconds(30);

    /** How long one try for the writers' lock lasts; the tries go on while a batch waits. */
    private static final Duration LOCK_WAIT = Duration.ofMillis(500);

    private static final int WRITER_CACHE_KIB = 32 * 1024;
    private static final int READER_CACHE_KIB = 4 * 1024;

    /** The write-ahead log is copied into the file when it has this many pages: larger is faster, but slower to reopen. */
    private static final int CHECKPOINT_PAGES = 4000;

    private final Path folder;
    private final Settings.Synchronous synchronous;
    private final Consumer<SQLiteConfig> tuning;

    /** @param tuning the last word on each connection's pragmas */
    SqliteFile(Path folder, Settings.Synchronous synchronous, Consumer<SQLiteConfig> tuning) {
        this.folder = folder;
        this.synchronous = synchronous;
        this.tuning = tuning;
    }

    /**
     * The file in that folder, which is made if it is missing.
     *
     * @throws LogNotOpened if the folder cannot be made or written to
     */
    static SqliteFile in(Path folder, Settings.Synchronous synchronous) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
            throw new LogNotOpened("the data folder " + absolute + " is a file: name another folder");
        }
        try {
            Files.createDirectories(absolute);
        } catch (IOException e) {
            throw new LogNotOpened("the data folder " + absolute + " cannot be made (" + e + "): name another", e);
        }
        if (!Files.isWritable(absolute)) {
            throw new LogNotOpened("the data folder " + absolute + " is not writable: let the user that runs the node "
                    + "write there, or name another");
        }
        return new SqliteFile(absolute, synchronous, config -> {});
    }

    @Override
    public String describe() {
        return "sqlite " + file();
    }

    private Path file() {
        return folder.resolve(FILE);
    }

    @Override
    public DataSource source() {
        return source(file(), config(WRITER_CACHE_KIB));
    }

    @Override
    public <T> T alone(Supplier<T> work) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) SCHEMA_WAIT.toMillis());
        try (Connection lock = source(folder.resolve(SCHEMA_LOCK), config).getConnection();
                Statement statement = lock.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            return work.get();
        } catch (SQLException e) {
            throw new LogNotOpened(isLocked(e) ? "another node is preparing " + file() : explain(e), e);
        }
    }

    @Override
    public boolean isPooled() {
        return false;
    }

    @Override
    public Connection openWriter() throws SQLException {
        SQLiteConfig config = config(WRITER_CACHE_KIB);
        // The lock is taken when a transaction begins: one that reads first and then writes could not wait for it.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        Connection connection = source(file(), config).getConnection();
        LockWait.install(connection, LOCK_WAIT);
        return connection;
    }

    @Override
    public Connection openReader() throws SQLException {
        return source(file(), config(READER_CACHE_KIB)).getConnection();
    }

    private SQLiteConfig config(int cacheKib) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.valueOf(synchronous.name()));
        config.setBusyTimeout((int) LOCK_WAIT.toMillis());
        config.setCacheSize(-cacheKib);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        tuning.accept(config);
        return config;
    }

    private static DataSource source(Path file, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public RoomLocks locks(Connection writer) {
        return RoomLocks.NOT_NEEDED;
    }

    @Override
    public boolean isLocked(SQLException failure) {
        return SqliteFault.of(failure) == SqliteFault.LOCKED;
    }

    @Override
    public boolean isOneRooms(SQLException failure) {
        return SqliteFault.of(failure) == SqliteFault.BROKEN_RULE;
    }

    @Override
    public String explain(Throwable failure) {
        return SqliteFault.of(failure).sentence(file()) + " (" + failure.getMessage() + ")";
    }

    /** Nothing is pooled. */
    @Override
    public void close() {}
}

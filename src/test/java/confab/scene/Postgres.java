package confab.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server of the tests' own, on a free port, which keeps what it commits as a fresh installation does. */
public final class Postgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path folder;
    private final String host;
    private final int port;
    private final EmbeddedPostgres server;

    /** How it was started, to be started again. */
    private final List<String> command = new ArrayList<>();

    private Postgres(@Nullable Network network) throws IOException {
        folder = Files.createTempDirectory("confab-postgres");
        host = network == null ? Place.LOOPBACK : network.hostAddress();
        server = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", network == null ? host : Place.LOOPBACK + "," + host)
                .start();
        port = server.getPort();
        if (network != null) {
            admit(network.range());
        }
    }

    public static Postgres start() {
        return open(null);
    }

    /** A server that nodes within that network reach too. */
    public static Postgres start(Network network) {
        return open(network);
    }

    private static Postgres open(@Nullable Network network) {
        try {
            return new Postgres(network);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void admit(String addresses) throws IOException {
        Files.writeString(
                folder.resolve("pg_hba.conf"), "host all all " + addresses + " trust\n", StandardOpenOption.APPEND);
        run("jdbc:postgresql://" + Place.LOOPBACK + ":" + port + "/postgres?user=postgres", "SELECT pg_reload_conf()");
    }

    /** The URL of a new, empty database. */
    public String createDatabase() {
        String name = "confab" + DATABASES.incrementAndGet();
        run(url("postgres"), "CREATE DATABASE " + name);
        return url(name);
    }

    /** As {@link #createDatabase()}, with its tables in that folder; what is being written is elsewhere. */
    public String createDatabase(Path tables) {
        String name = "confab" + DATABASES.incrementAndGet();
        run(url("postgres"), "CREATE TABLESPACE " + name + " LOCATION '" + tables + "'");
        run(url("postgres"), "CREATE DATABASE " + name + " TABLESPACE " + name);
        return url(name);
    }

    /** Of a database that has its own. */
    public void drop(String url) {
        String name = url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        run(url("postgres"), "DROP DATABASE " + name + " WITH (FORCE)");
        run(url("postgres"), "DROP TABLESPACE " + name);
    }

    public int port() {
        return port;
    }

    public String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database + "?user=postgres";
    }

    /** As an operator would. */
    public static void run(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** All its processes at once, with SIGKILL. */
    public void kill() {
        ProcessHandle postmaster = postmaster();
        command.clear();
        if ("root".equals(System.getProperty("user.name"))) {
            // It does not run as root, but in a user namespace of root's it does.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(postmaster.info().command().orElseThrow());
        command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    private ProcessHandle postmaster() {
        try {
            String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After {@link #kill}: on the same files and port. */
    public void restart() {
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url("postgres"))) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            // It spares a folder whose server it did not start itself.
            FileUtils.deleteDirectory(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

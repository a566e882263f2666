package confab.soak;

import confab.scene.Network;
import confab.scene.Postgres;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the nodes keep their messages. */
final class Store implements AutoCloseable {
    private static final String URL = "jdbc:";

    private final List<String> options;
    private final @Nullable Postgres server;

    private Store(List<String> options, @Nullable Postgres server) {
        this.options = options;
        this.server = server;
    }

    /** @param database {@code sqlite}, {@code postgres} for a server of the soak's own, or the URL of another */
    static Store open(String database, @Nullable Network network) {
        if (isElsewhere(database)) {
            return new Store(List.of("--database=" + database), null);
        }
        if (database.equals("sqlite")) {
            return new Store(List.of(), null);
        }
        if (database.equals("postgres")) {
            Postgres server = network == null ? Postgres.start() : Postgres.start(network);
            return new Store(List.of("--database=" + server.createDatabase()), server);
        }
        throw new IllegalArgumentException("sqlite, postgres or jdbc:…, not " + database);
    }

    /** Whether it is out of reach from a private network. */
    static boolean isElsewhere(String database) {
        return database.startsWith(URL);
    }

    /** What a node is told of it. */
    List<String> options() {
        return options;
    }

    /** The server, if it is ours to be killed. */
    @Nullable
    Postgres server() {
        return server;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}

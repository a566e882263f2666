package confab.log;

import confab.scene.Postgres;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresLogIT extends SqlLogContract {
    private static Postgres server;
    private static String url;

    @BeforeAll
    static void start() {
        server = Postgres.start();
        url = server.createDatabase();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void clear() {
        sql("TRUNCATE rooms, messages");
    }

    @Override
    List<String> place() {
        return List.of(LogSettings.database(url));
    }

    @Override
    String url() {
        return url;
    }
}

package confab.log;

import static confab.log.Drafts.ann;
import static confab.log.Drafts.answer;
import static confab.log.Drafts.draft;
import static confab.log.MessageLogContract.after;
import static confab.log.MessageLogContract.fresh;
import static confab.log.MessageLogContract.kept;
import static confab.log.MessageLogContract.repeat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.log.MessageLog.Appended;
import confab.log.MessageLog.Head;
import confab.model.Draft;
import confab.model.RoomName;
import confab.scene.Postgres;
import confab.scene.SmallDisk;
import confab.scene.TcpProxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trouble with the server under a log that is open: bounded waits, nothing half kept, and on again by itself. */
class PostgresTroubleIT {
    private static final RoomName ROOM = new RoomName("room");
    private static final RoomName OTHER = new RoomName("other");
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int MAX_CLAIMS = 1_000;

    /** Cuts off all that a log has open. */
    private static final String CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name = 'confab' AND datname = current_database()";

    private static Postgres server;

    private String url;
    private MessageLog log;
    private Head head;

    @BeforeAll
    static void start() {
        server = Postgres.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void openLog() {
        url = server.createDatabase();
        log = open(url);
        head = answer(log.claim(ROOM));
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private static MessageLog open(String url, String... more) {
        return MessageLogs.open(
                LogSettings.of(
                        LogSettings.database(url),
                        "timeout = " + TIMEOUT.toMillis() + "ms",
                        "open-timeout = 500ms",
                        String.join("\n", more)),
                Clock.systemUTC(),
                new Random());
    }

    private CompletionStage<Appended> post(String id) {
        return log.append(ROOM, head, ann(id), 5);
    }

    private void sql(String sql) {
        Postgres.run(url, sql);
    }

    @Test
    void connectionThatWasCutFailsOnceAtTheMost() {
        answer(post("a"));
        answer(log.read(ROOM, 1, 10, 100));
        sql(CUT);
        log.read(ROOM, 1, 10, 100)
                .toCompletableFuture()
                .exceptionally(cut -> null)
                .join();
        assertThat(answer(log.read(ROOM, 1, 10, 100)).messages()).hasSize(1);
        log.claim(ROOM).toCompletableFuture().exceptionally(cut -> null).join();
        Head next = answer(log.claim(ROOM));
        assertThat(answer(log.append(ROOM, next, ann("b"), 5))).isEqualTo(kept(fresh(2, 5)));
    }

    @Test
    void batchWhoseConnectionIsCutInItsCommitIsUnavailableAndKeptOnceWhenSentAgain() throws SQLException {
        commitsTake("10s");
        CompletionStage<Appended> cut = post("a");
        awaitCommit();
        sql(CUT);
        assertThatThrownBy(() -> answer(cut)).isInstanceOf(LogUnavailable.class);
        commitsTake("0s");
        Head next = answer(log.claim(ROOM));
        assertThat(next).isEqualTo(new Head(head.epoch() + 1, 0));
        assertThat(answer(log.append(ROOM, next, ann("a"), 6))).isEqualTo(kept(fresh(1, 6)));
    }

    @Test
    void commitThatTakesTooLongIsSettledByTheNextClaimWhichWaitsForItsEnd() throws SQLException {
        commitsTake((TIMEOUT.toMillis() + 2_500) + "ms");
        assertThatThrownBy(() -> answer(post("a"))).isInstanceOf(LogUnavailable.class);
        awaitCommit();
        assertThatThrownBy(() -> answer(log.claim(ROOM)))
                .as("the first transaction has the room's row")
                .isInstanceOf(LogUnavailable.class);
        Head next = claimUntilAnswered();
        assertThat(next).isEqualTo(new Head(head.epoch() + 1, 1));
        commitsTake("0s");
        assertThat(answer(log.append(ROOM, next, ann("a", "b"), 6))).isEqualTo(kept(repeat(1, 5), fresh(2, 6)));
    }

    private Head claimUntilAnswered() {
        return claimUntilAnswered(log);
    }

    /** As a room does, which tries again for as long as it lives. */
    private static Head claimUntilAnswered(MessageLog log) {
        LogUnavailable failure = null;
        for (int n = 0; n < MAX_CLAIMS; n++) {
            try {
                return answer(log.claim(ROOM));
            } catch (LogUnavailable e) {
                failure = e;
            }
        }
        throw new AssertionError("no claim was answered", failure);
    }

    /** The server sleeps when a transaction with messages is about to be done, as on a slow disk. */
    private void commitsTake(String time) {
        sql("CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN PERFORM set_config('statement_timeout', '0', true), pg_sleep_for('" + time
                + "'); RETURN NULL; END $$");
        sql("DROP TRIGGER IF EXISTS slow ON messages");
        sql("CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON messages DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION slow()");
    }

    private void awaitCommit() throws SQLException {
        try (Connection operator = DriverManager.getConnection(url);
                Statement statement = operator.createStatement()) {
            String sql = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                    + " AND datname = current_database()";
            for (boolean isCommitting = false; !isCommitting; ) {
                try (var row = statement.executeQuery(sql)) {
                    isCommitting = row.next() && row.getInt(1) == 1;
                }
            }
        }
    }

    @Test
    void rowThatAnotherTransactionHasHoldsUpNoOtherRoom() throws SQLException {
        Head other = answer(log.claim(OTHER));
        try (Connection operator = DriverManager.getConnection(url);
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("SELECT * FROM rooms WHERE room = 'room' FOR UPDATE");
            CompletionStage<Appended> held = post("a");
            for (int n = 0; n < 20; n++) {
                assertThat(answer(log.append(OTHER, after(other, n), ann("id-" + n), 5)))
                        .isEqualTo(kept(fresh(n + 1, 5)));
            }
            assertThat(held.toCompletableFuture()).isNotDone();
            operator.rollback();
            assertThat(answer(held)).isEqualTo(kept(fresh(1, 5)));
            statement.execute("SELECT * FROM rooms WHERE room = 'room' FOR UPDATE");
            CompletionStage<Appended> tooLong = log.append(ROOM, after(head, 1), ann("b"), 5);
            assertThatThrownBy(() -> answer(tooLong)).isInstanceOf(LogUnavailable.class);
        }
        assertThat(answer(log.append(ROOM, after(head, 1), ann("b"), 6))).isEqualTo(kept(fresh(2, 6)));
    }

    @Test
    void tablesThatAreLockedAreUnavailableInTime() throws SQLException {
        try (Connection operator = DriverManager.getConnection(url);
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("LOCK TABLE messages");
            long before = System.nanoTime();
            CompletionStage<Appended> posted = post("a");
            assertThatThrownBy(() -> answer(log.read(ROOM, 1, 10, 100))).isInstanceOf(LogUnavailable.class);
            assertThatThrownBy(() -> answer(posted)).isInstanceOf(LogUnavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TIMEOUT.multipliedBy(4));
        }
        assertThat(answer(log.append(ROOM, claimUntilAnswered(), ann("a"), 6))).isEqualTo(kept(fresh(1, 6)));
    }

    @Test
    void killedServerIsUnavailableInTimeAndServesAgainWhenItIsBack() {
        answer(post("a"));
        server.kill();
        try {
            long before = System.nanoTime();
            CompletionStage<Appended> posted = log.append(ROOM, after(head, 1), ann("b"), 5);
            assertThatThrownBy(() -> answer(log.read(ROOM, 1, 10, 100))).isInstanceOf(LogUnavailable.class);
            assertThatThrownBy(() -> answer(posted)).isInstanceOf(LogUnavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TIMEOUT.multipliedBy(4));
            assertThatThrownBy(() -> open(url).close())
                    .isInstanceOf(LogNotOpened.class)
                    .hasMessageContaining("cannot be reached");
        } finally {
            server.restart();
        }
        Head next = claimUntilAnswered();
        assertThat(next.lastSeq()).isEqualTo(1);
        assertThat(answer(log.append(ROOM, next, ann("a", "b"), 6))).isEqualTo(kept(repeat(1, 5), fresh(2, 6)));
    }

    @Test
    void fullDiskIsUnavailableKeepsNothingHalfAndGoesOnWhenThereIsRoom(
            @TempDir(cleanup = CleanupMode.NEVER) Path folder) {
        SmallDisk disk = smallDisk(folder);
        String tables = server.createDatabase(disk.folder("tables"));
        try (MessageLog small = open(tables)) {
            Head owner = answer(small.claim(ROOM));
            answer(small.append(ROOM, owner, ann("a"), 5));
            disk.fill();
            List<Draft> large = IntStream.range(0, 100)
                    .mapToObj(i -> draft("ann", "large" + i, '"' + "x".repeat(16_000) + '"'))
                    .toList();
            assertThatThrownBy(() -> answer(small.append(ROOM, after(owner, 1), large, 6)))
                    .isInstanceOf(LogUnavailable.class)
                    .hasMessageContaining("is full");
            assertThat(answer(small.read(ROOM, 1, 200, 10_000_000)).lastSeq()).isEqualTo(1);
            assertThat(small.trouble()).isPresent();
            disk.empty();
            assertThat(answer(small.append(ROOM, claimUntilAnswered(small), large, 7)))
                    .isInstanceOf(MessageLog.Kept.class);
            assertThat(answer(small.read(ROOM, 1, 200, 10_000_000)).messages()).hasSize(101);
            assertThat(small.trouble()).isEmpty();
        } finally {
            server.drop(tables);
            disk.close();
        }
    }

    private static SmallDisk smallDisk(Path folder) {
        try {
            return SmallDisk.mount(folder, 64);
        } catch (IllegalStateException e) {
            return Assumptions.abort("skipped: no file system can be mounted here: " + e.getMessage());
        }
    }

    @Test
    void networkThatFallsSilentIsUnavailableInTimeAndWhatWasHeldUpIsKeptOnce() {
        try (TcpProxy network = TcpProxy.to(server.port());
                MessageLog far = open(url.replace(":" + server.port(), ":" + network.port()))) {
            Head owner = answer(far.claim(ROOM));
            answer(far.append(ROOM, owner, ann("a"), 5));
            network.silence();
            long before = System.nanoTime();
            CompletionStage<Appended> posted = far.append(ROOM, after(owner, 1), ann("b"), 5);
            assertThatThrownBy(() -> answer(far.read(ROOM, 1, 10, 100))).isInstanceOf(LogUnavailable.class);
            assertThatThrownBy(() -> answer(posted)).isInstanceOf(LogUnavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TIMEOUT.multipliedBy(4));
            // What was sent arrives now: a transaction that nobody waits for may or may not end well.
            network.speak();
            network.cut();
            Head next = claimUntilAnswered(far);
            answer(far.append(ROOM, next, ann("b", "c"), 6));
            assertThat(answer(far.read(ROOM, 1, 10, 100)).messages())
                    .extracting(message -> message.id().value())
                    .containsExactly("a", "b", "c");
        }
    }

    @Test
    void nodeThatStartsWaitsForAServerThatIsNotThereYet() {
        server.kill();
        var opening = java.util.concurrent.CompletableFuture.supplyAsync(() -> open(url, "open-timeout = 20s"));
        server.restart();
        try (MessageLog late = answer(opening)) {
            assertThat(late.id()).isEqualTo(log.id());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    jdbc:mysql://127.0.0.1/confab                       | write it as in jdbc:postgresql://
                    jdbc:postgresql://127.0.0.1:SERVER/nothing?user=postgres | does not exist
                    jdbc:postgresql://127.0.0.1:SERVER/postgres?user=nobody&password=secret  | refuses this user or password
                    jdbc:postgresql://127.0.0.1:1/confab                | postgresql 127.0.0.1:1/confab cannot be reached
                    """)
    void serverThatCannotBeUsedIsRefusedWithASentence(String given, String sentence) {
        assertThatThrownBy(() -> open(given.replace("SERVER", String.valueOf(server.port())))
                        .close())
                .isInstanceOf(LogNotOpened.class)
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void userAndPasswordMayBeSettingsOfTheirOwn() {
        sql("CREATE ROLE chat LOGIN PASSWORD 'secret'");
        sql("GRANT ALL ON SCHEMA public TO chat");
        String bare = server.createDatabase();
        Postgres.run(bare, "GRANT ALL ON SCHEMA public TO chat");
        try (MessageLog second =
                open(bare.replace("?user=postgres", ""), "database-user = chat", "database-password = secret")) {
            assertThat(answer(second.claim(ROOM)).epoch()).isEqualTo(1);
        }
    }
}

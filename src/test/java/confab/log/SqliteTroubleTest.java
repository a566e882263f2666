package confab.log;

import static confab.log.Drafts.ann;
import static confab.log.Drafts.answer;
import static confab.log.Drafts.draft;
import static confab.log.MessageLogContract.after;
import static confab.log.MessageLogContract.fresh;
import static confab.log.MessageLogContract.ids;
import static confab.log.MessageLogContract.kept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.config.Settings;
import confab.config.Settings.Synchronous;
import confab.log.MessageLog.Appended;
import confab.log.MessageLog.Head;
import confab.model.Draft;
import confab.model.RoomName;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trouble with the file under a log that is open: bounded waits, nothing half kept, and on again by itself. */
class SqliteTroubleTest {
    private static final RoomName ROOM = new RoomName("room");
    private static final Duration TIMEOUT = Duration.ofMillis(700);
    private static final int MAX_QUEUED = 3;
    private static final int NO_BOUND = 1 << 30;
    private static final Settings.Log SETTINGS =
            LogSettings.of("max-queued-batches = " + MAX_QUEUED, "timeout = " + TIMEOUT.toMillis() + "ms");

    @TempDir
    Path folder;

    private final AtomicInteger maxPages = new AtomicInteger(NO_BOUND);
    private MessageLog log;
    private Head head;

    @BeforeEach
    void openLog() {
        SqliteFile file = new SqliteFile(folder, Synchronous.FULL, config -> config.setMaxPageCount(maxPages.get()));
        log = SqlLog.open(file, SETTINGS, Clock.systemUTC(), new Random());
        head = answer(log.claim(ROOM));
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private Connection anotherProcess() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteFile.FILE));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private CompletionStage<Appended> post(String id) {
        return log.append(ROOM, head, ann(id), 5);
    }

    @Test
    void lockedFileIsUnavailableInTimeAndWrittenWhenItIsFree() throws SQLException {
        try (Connection other = anotherProcess()) {
            run(other, "BEGIN IMMEDIATE");
            long before = System.nanoTime();
            assertThatThrownBy(() -> answer(post("a"))).isInstanceOf(LogUnavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(TIMEOUT, TIMEOUT.multipliedBy(4));
            assertThat(answer(log.read(ROOM, 1, 10, 100)).messages()).isEmpty();
            run(other, "COMMIT");
        }
        assertThat(answer(post("a"))).isEqualTo(kept(fresh(1, 5)));
    }

    @Test
    void batchWaitsForALockThatIsFreedInTime() throws SQLException {
        try (Connection other = anotherProcess()) {
            run(other, "BEGIN IMMEDIATE");
            CompletionStage<Appended> waiting = post("a");
            assertThat(answer(log.read(ROOM, 1, 10, 100)).messages()).isEmpty();
            run(other, "COMMIT");
            assertThat(answer(waiting)).isEqualTo(kept(fresh(1, 5)));
        }
    }

    @Test
    void fullQueueFailsAtOnceAndWhatWaitsIsKept() throws SQLException {
        try (Connection other = anotherProcess()) {
            run(other, "BEGIN IMMEDIATE");
            List<CompletionStage<Appended>> waiting = List.of(
                    post("a"), log.append(ROOM, after(head, 1), ann("b"), 5), log.append(ROOM, head, ann("c"), 5));
            CompletionStage<Appended> refused = post("d");
            assertThat(refused.toCompletableFuture()).isCompletedExceptionally();
            assertThatThrownBy(() -> answer(refused)).hasMessage("too many batches wait for the log");
            run(other, "COMMIT");
            assertThat(waiting.stream().map(Drafts::answer))
                    .containsExactly(kept(fresh(1, 5)), kept(fresh(2, 5)), new MessageLog.Fenced());
        }
    }

    @Test
    void writesOfOneRoomThatWaitTogetherKeepTheirOrder() throws SQLException {
        try (Connection other = anotherProcess()) {
            run(other, "BEGIN IMMEDIATE");
            CompletionStage<Appended> first = post("a");
            CompletionStage<Head> claimed = log.claim(ROOM);
            CompletionStage<Appended> late = log.append(ROOM, after(head, 1), ann("b"), 5);
            run(other, "COMMIT");
            assertThat(answer(first)).isEqualTo(kept(fresh(1, 5)));
            assertThat(answer(claimed)).isEqualTo(new Head(head.epoch() + 1, 1));
            assertThat(answer(late)).isEqualTo(new MessageLog.Fenced());
        }
    }

    @Test
    void fullDiskIsUnavailableKeepsNothingHalfAndGoesOnWhenThereIsRoom() {
        append(ids(1, 3));
        maxPages.set(1);
        reconnect();
        List<Draft> large = List.of(ann("x").get(0), draft("ann", "y", '"' + "y".repeat(200_000) + '"'));
        assertThatThrownBy(() -> answer(log.append(ROOM, head, large, 6)))
                .isInstanceOf(LogUnavailable.class)
                .hasMessageContaining("disk is full");
        assertThat(answer(log.read(ROOM, 1, 10, 1_000_000)).lastSeq()).isEqualTo(3);
        maxPages.set(NO_BOUND);
        assertThat(answer(log.append(ROOM, head, large, 7))).isEqualTo(kept(fresh(4, 7), fresh(5, 7)));
        assertThat(answer(log.read(ROOM, 1, 10, 1_000_000)).messages()).hasSize(5);
    }

    private void append(String... ids) {
        answer(log.append(ROOM, head, ann(ids), 5));
        head = after(head, ids.length);
    }

    /** The page bound holds for a connection from its start: open the log again. */
    private void reconnect() {
        log.close();
        openLog();
    }

    @Test
    void closingALockedLogEndsInTimeAndAnswersWhatWaits() throws SQLException {
        try (Connection other = anotherProcess()) {
            run(other, "BEGIN IMMEDIATE");
            CompletionStage<Appended> waiting = post("a");
            long before = System.nanoTime();
            log.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TIMEOUT.multipliedBy(4));
            assertThatThrownBy(() -> answer(waiting)).isInstanceOf(LogUnavailable.class);
        }
    }
}

package confab.log;

import static confab.log.Drafts.ann;
import static confab.log.Drafts.answer;
import static confab.log.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.log.MessageLog.Head;
import confab.model.Message;
import confab.model.RoomName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every engine does that keeps messages in tables. */
abstract class SqlLogContract extends MessageLogContract {
    private static final long NOW = 1_000_000;

    /** Settings of the log that lead to the tables. */
    abstract List<String> place();

    /** The same for an operator. */
    abstract String url();

    @Override
    MessageLog open() {
        return open(Clock.systemUTC());
    }

    MessageLog open(Clock clock, String... more) {
        List<String> lines = new java.util.ArrayList<>(place());
        lines.addAll(List.of(more));
        return MessageLogs.open(LogSettings.of(lines.toArray(String[]::new)), clock, new Random());
    }

    /** As an operator would. */
    void sql(String sql) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Test
    void openedAgainTheLogHoldsAllAndIsTheSame() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, ann(ids(1, 30)), 5);
        String id = log.id();
        assertThat(read(ROOM, 1, 100).messages()).hasSize(30);
        log.close();
        log = open();
        assertThat(log.id()).isEqualTo(id).hasSize(32);
        assertThat(log.isShared()).isTrue();
        assertThat(read(ROOM, 1, 100).messages())
                .extracting(m -> m.id().value())
                .containsExactly(ids(1, 30));
        Head next = answer(log.claim(ROOM));
        assertThat(next).isEqualTo(new Head(head.epoch() + 1, 30));
        assertThat(append(ROOM, next, ann("id-30", "id-31"), 6)).isEqualTo(kept(repeat(30, 5), fresh(31, 6)));
    }

    @Test
    void twoNodesOnOneLogSeeEachOthersMessagesAndFenceEachOther() {
        try (MessageLog second = open()) {
            assertThat(second.id()).isEqualTo(log.id());
            Head head = answer(log.claim(ROOM));
            append(ROOM, head, ann("a"), 5);
            assertThat(answer(second.read(ROOM, 1, 10, ALL_BYTES)).messages())
                    .extracting(Message::seq)
                    .containsExactly(1L);
            Head owner = answer(second.claim(ROOM));
            assertThat(append(ROOM, after(head, 1), ann("b"), 6)).isEqualTo(new MessageLog.Fenced());
            assertThat(answer(second.append(ROOM, owner, ann("a", "b"), 7))).isEqualTo(kept(repeat(1, 5), fresh(2, 7)));
        }
    }

    @Test
    void twoNodesThatWriteAtOnceBothKeepEverything() {
        try (MessageLog second = open()) {
            CompletionStage<Head> one = writeAlone(log, ROOM, answer(log.claim(ROOM)), 100);
            CompletionStage<Head> two = writeAlone(second, OTHER, answer(second.claim(OTHER)), 100);
            assertThat(answer(one).lastSeq()).isEqualTo(300);
            assertThat(answer(two).lastSeq()).isEqualTo(300);
            assertThat(read(OTHER, 1, 1000).messages())
                    .extracting(Message::seq)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 300)
                            .mapToObj(Long::valueOf)
                            .toList());
        }
    }

    /** One batch after the other, each after the answer to the one before. */
    private static CompletionStage<Head> writeAlone(MessageLog log, RoomName room, Head head, int batches) {
        if (batches == 0) {
            return CompletableFuture.completedFuture(head);
        }
        int first = (int) head.lastSeq() + 1;
        return log.append(room, head, ann(ids(first, first + 2)), 5).thenCompose(appended -> {
            assertThat(appended).isEqualTo(kept(fresh(first, 5), fresh(first + 1, 5), fresh(first + 2, 5)));
            return writeAlone(log, room, after(head, 3), batches - 1);
        });
    }

    @Test
    void twoNodesThatClaimOneNewRoomAtOnceGetTwoEpochs() {
        try (MessageLog second = open()) {
            for (int n = 0; n < 20; n++) {
                RoomName room = new RoomName("new-" + n);
                CompletionStage<Head> one = log.claim(room);
                CompletionStage<Head> two = second.claim(room);
                assertThat(List.of(answer(one).epoch(), answer(two).epoch())).containsExactlyInAnyOrder(1L, 2L);
            }
        }
    }

    @Test
    void closingWaitsForWhatIsUnderWay() {
        Head head = answer(log.claim(ROOM));
        List<CompletionStage<MessageLog.Appended>> stages = IntStream.range(0, 50)
                .mapToObj(n -> log.append(ROOM, after(head, n), ann("id-" + n), 5))
                .toList();
        log.close();
        assertThat(stages).allSatisfy(stage -> assertThat(answer(stage)).isInstanceOf(MessageLog.Kept.class));
        log = open();
        assertThat(read(ROOM, 1, 100).messages()).hasSize(50);
    }

    @Test
    void numbersOfDeletedMessagesStayTaken() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, ann(ids(1, 5)), 5);
        sql("DELETE FROM messages WHERE room = 'room' AND seq <= 3");
        assertThat(read(ROOM, 1, 10).messages()).extracting(Message::seq).containsExactly(4L, 5L);
        sql("DELETE FROM messages");
        assertThat(read(ROOM, 1, 10)).isEqualTo(new MessageLog.Range(List.of(), 5));
        assertThat(append(ROOM, after(head, 5), ann("id-1"), 6)).isEqualTo(kept(fresh(6, 6)));
    }

    @Test
    void readEndsBeforeAHole() {
        append(ROOM, answer(log.claim(ROOM)), ann(ids(1, 5)), 5);
        sql("DELETE FROM messages WHERE seq = 3");
        assertThat(read(ROOM, 1, 10).messages()).extracting(Message::seq).containsExactly(1L, 2L);
    }

    @Test
    void oneRoomsBrokenRowsFailOnlyItsOwnBatch() {
        Head head = answer(log.claim(ROOM));
        Head other = answer(log.claim(OTHER));
        sql("INSERT INTO messages VALUES ('room', 1, 'eve', 'e', 1, '1', 's')");
        for (int n = 0; n < 20; n++) {
            var broken = log.append(ROOM, head, List.of(draft("ann", "a", "\"secret\"")), 5);
            var sound = log.append(OTHER, after(other, n), ann("id-" + n), 5);
            assertThat(answer(sound)).isEqualTo(kept(fresh(n + 1, 5)));
            assertThatThrownBy(() -> answer(broken))
                    .isInstanceOf(LogUnavailable.class)
                    .message()
                    .as("what operators read shows no message")
                    .doesNotContain("secret");
        }
        sql("DELETE FROM messages WHERE author = 'eve'");
        assertThat(append(ROOM, head, ann("a"), 5)).isEqualTo(kept(fresh(1, 5)));
    }

    @Test
    void oldMessagesAreDeletedFromTheStartOfTheirRoomAndTheirNumbersStayTaken() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, ann(ids(1, 1200)), NOW - 1001);
        append(ROOM, after(head, 1200), ann("young"), NOW - 1000);
        append(ROOM, after(head, 1201), ann("late"), NOW - 5000);
        append(OTHER, answer(log.claim(OTHER)), ann("a", "b"), NOW - 1001);
        try (MessageLog node = open(clock(), "retention-age = 1s, retention-interval = 10ms")) {
            await(() -> read(ROOM, 1, 1).messages().get(0).seq() == 1201
                    && read(OTHER, 1, 1).messages().isEmpty());
            assertThat(read(ROOM, 1, 10).messages()).extracting(Message::seq).containsExactly(1201L, 1202L);
            assertThat(read(OTHER, 1, 10).lastSeq()).isEqualTo(2);
            assertThat(append(OTHER, answer(log.claim(OTHER)), ann("a"), NOW)).isEqualTo(kept(fresh(3, NOW)));
        }
    }

    @Test
    void messagesPastARoomsNumberAreDeleted() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, ann(ids(1, 1200)), NOW);
        append(OTHER, answer(log.claim(OTHER)), ann("a", "b"), NOW);
        try (MessageLog node = open(clock(), "retention-messages = 7, retention-age = 0s, retention-interval = 10ms")) {
            await(() -> read(ROOM, 1, 1).messages().get(0).seq() == 1194);
            append(ROOM, after(head, 1200), ann("x"), NOW);
            await(() -> read(ROOM, 1, 1).messages().get(0).seq() == 1195);
            assertThat(read(ROOM, 1, 10).messages()).hasSize(7);
            assertThat(read(OTHER, 1, 10).messages()).hasSize(2);
        }
    }

    private static Clock clock() {
        return Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void laterSchemaIsRefused() {
        sql("INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99__later.sql', 1, installed_by,"
                + " installed_on, 1, true FROM flyway_schema_history WHERE version = '1'");
        try {
            assertThatThrownBy(this::open)
                    .isInstanceOf(LogNotOpened.class)
                    .hasMessageContaining("later version of Confab");
        } finally {
            sql("DELETE FROM flyway_schema_history WHERE version = '99'");
        }
    }

    @Test
    void operatorReadsMessagesWithSql() {
        append(ROOM, answer(log.claim(ROOM)), ann("a"), 5);
        sql("SELECT room, seq, author, client_id, at_millis, body, origin FROM messages");
        sql("SELECT room, epoch, last_seq FROM rooms");
    }
}

package confab.log;

import static confab.log.Drafts.ann;
import static confab.log.Drafts.answer;
import static org.assertj.core.api.Assertions.assertThat;

import confab.config.Settings;
import confab.log.MessageLog.Head;
import confab.model.Message;
import confab.model.RoomName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLogTest extends MessageLogContract {
    @TempDir
    Path folder;

    @Override
    MessageLog open() {
        return MessageLogs.open(settings(folder), Clock.systemUTC(), new Random());
    }

    static Settings.Log settings(Path folder) {
        return settings(folder, 10_000, Duration.ofSeconds(5));
    }

    static Settings.Log settings(Path folder, int maxQueuedBatches, Duration timeout) {
        return new Settings.Log(
                Settings.Engine.SQLITE, folder, null, Settings.Synchronous.FULL, maxQueuedBatches, 1000, timeout, 1000);
    }

    @Test
    void openedAgainTheLogHoldsAllAndIsTheSame() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, ann(ids(1, 30)), 5);
        String id = log.id();
        assertThat(read(ROOM, 1, 100).messages()).hasSize(30);
        log.close();
        // SQLite takes its write-ahead log away with the last connection.
        assertThat(folder.resolve(SqliteFile.FILE + "-wal")).doesNotExist();
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
    void eachNewLogHasAnotherId(@TempDir Path another) {
        try (MessageLog second = MessageLogs.open(settings(another), Clock.systemUTC(), new Random())) {
            assertThat(second.id()).isNotEqualTo(log.id());
        }
    }

    @Test
    void twoLogsOnOneFileAreOneLog() {
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
    void twoLogsWritingOneFileAtOnceBothKeepEverything() {
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
}

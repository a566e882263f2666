package confab.log;

import static confab.log.Drafts.answer;
import static org.assertj.core.api.Assertions.assertThat;

import confab.log.MessageLog.Head;
import confab.log.MessageLog.Kept;
import confab.model.Message;
import confab.model.RoomName;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one fresh folder, killed while they write. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SqliteKillIT {
    private static final RoomName ONE = new RoomName("one");
    private static final RoomName TWO = new RoomName("two");
    private static final int ALL = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessWasAcknowledgedIsThereAndTheOtherOneGoesOn() throws Exception {
        Process one = start(ONE);
        Process two = start(TWO);
        try (BufferedReader heardOne = one.inputReader();
                BufferedReader heardTwo = two.inputReader()) {
            List<String> acknowledged = lines(heardOne, 500);
            List<String> others = lines(heardTwo, 500);
            kill(one);
            acknowledged.addAll(rest(heardOne));
            others.addAll(lines(heardTwo, 500));
            checkAndTakeOver(ONE, acknowledged);
            others.addAll(lines(heardTwo, 50));
            kill(two);
            others.addAll(rest(heardTwo));
            checkAndTakeOver(TWO, others);
        } finally {
            one.destroyForcibly();
            two.destroyForcibly();
        }
    }

    private Process start(RoomName room) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogWriterProcess.class.getName(),
                        folder.toString(),
                        room.value())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Through its handle, which leaves what it had written to be read. */
    private static void kill(Process process) {
        assertThat(process.toHandle().destroyForcibly()).isTrue();
    }

    /** The next lines {@code SEQ ID}, however many other lines are between. */
    private static List<String> lines(BufferedReader heard, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = heard.readLine();
            assertThat(line).as("the process goes on").isNotNull();
            if (isAcknowledgement(line)) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** What the process had written when it was killed. A line may be cut off. */
    private static List<String> rest(BufferedReader heard) {
        return heard.lines().filter(SqliteKillIT::isAcknowledgement).toList();
    }

    private static boolean isAcknowledgement(String line) {
        return line.matches("(\\d+) id-\\1");
    }

    private void checkAndTakeOver(RoomName room, List<String> acknowledged) {
        try (MessageLog log =
                MessageLogs.open(LogSettings.of(LogSettings.folder(folder)), Clock.systemUTC(), new Random())) {
            Head head = answer(log.claim(room));
            List<Message> kept =
                    answer(log.read(room, 1, ALL, Integer.MAX_VALUE)).messages();
            assertThat(kept)
                    .extracting(Message::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, head.lastSeq()).boxed().toList());
            assertThat(kept.stream().map(message -> message.seq() + " " + message.id()))
                    .containsAll(acknowledged);
            // The batch that was under way, sent again: kept once, whether or not it had been committed.
            String last = acknowledged.get(acknowledged.size() - 1);
            long next = Long.parseLong(last.substring(0, last.indexOf(' '))) + 1;
            Kept again = (Kept) answer(log.append(room, head, LogWriterProcess.batch(next), 9));
            assertThat(again.places())
                    .extracting(MessageLog.Place::seq)
                    .containsExactlyElementsOf(
                            LongStream.range(next, next + again.places().size())
                                    .boxed()
                                    .toList());
        }
    }
}

package confab.log;

import static confab.log.Drafts.ann;
import static confab.log.Drafts.answer;

import confab.log.MessageLog.Head;
import confab.log.MessageLog.Kept;
import confab.log.MessageLog.Place;
import confab.model.Draft;
import confab.model.RoomName;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A process that claims a room and writes to it until it is killed; it prints a line {@code SEQ ID} for each message
 * that the log acknowledged. Arguments: folder, room.
 */
final class LogWriterProcess {
    private static final int BATCH = 5;

    private LogWriterProcess() {}

    public static void main(String[] args) {
        RoomName room = new RoomName(args[1]);
        MessageLog log =
                MessageLogs.open(LogSettings.of(LogSettings.folder(Path.of(args[0]))), Clock.systemUTC(), new Random());
        Head head = answer(log.claim(room));
        for (long from = head.lastSeq() + 1; ; from += BATCH) {
            List<Draft> drafts = batch(from);
            Kept kept = (Kept) answer(log.append(room, head, drafts, from));
            head = new Head(head.epoch(), head.lastSeq() + BATCH);
            for (int i = 0; i < BATCH; i++) {
                Place place = kept.places().get(i);
                System.out.println(place.seq() + " " + drafts.get(i).id());
            }
            System.out.flush();
        }
    }

    /** The posts that this process numbers from there. */
    static List<Draft> batch(long from) {
        return ann(IntStream.range(0, BATCH).mapToObj(n -> "id-" + (from + n)).toArray(String[]::new));
    }
}

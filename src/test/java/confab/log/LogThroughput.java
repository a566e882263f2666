package confab.log;

import static confab.log.Drafts.answer;
import static confab.log.Drafts.draft;

import confab.config.Settings;
import confab.log.MessageLog.Head;
import confab.log.MessageLog.Kept;
import confab.model.Draft;
import confab.model.RoomName;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * How many posts a second the log keeps, with 16 posts of 32 bytes under way in each of 100 rooms. Arguments: lines
 * of {@code confab.log}, as in {@code data=/tmp/log}; seconds; posts of a batch (16).
 */
final class LogThroughput {
    private static final int ROOMS = 100;
    private static final int UNDER_WAY = 16;
    private static final String BODY = '"' + "x".repeat(30) + '"';

    private final MessageLog log;
    private final int batch;
    private final long endNanos;
    private final LongAdder posts = new LongAdder();

    private LogThroughput(MessageLog log, int batch, Duration time) {
        this.log = log;
        this.batch = batch;
        this.endNanos = System.nanoTime() + time.toNanos();
    }

    public static void main(String[] args) {
        Settings.Log settings = LogSettings.of(args[0]);
        try (MessageLog log = MessageLogs.open(settings, Clock.systemUTC(), new Random())) {
            int seconds = Integer.parseInt(args[1]);
            int batch = args.length > 2 ? Integer.parseInt(args[2]) : UNDER_WAY;
            new LogThroughput(log, batch, Duration.ofSeconds(seconds)).run("warm-up", seconds);
            new LogThroughput(log, batch, Duration.ofSeconds(seconds)).run("measured", seconds);
        }
    }

    private void run(String name, int seconds) {
        String run = UUID.randomUUID().toString().substring(0, 8);
        List<CompletionStage<Void>> rooms = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            RoomName room = new RoomName("room-" + run + "-" + i);
            rooms.add(write(room, answer(log.claim(room))));
        }
        rooms.forEach(Drafts::answer);
        System.out.printf("%s: %,d posts/s%n", name, posts.sum() / seconds);
    }

    /** One batch after the other, as a room does. */
    private CompletionStage<Void> write(RoomName room, Head head) {
        if (System.nanoTime() > endNanos) {
            return CompletableFuture.completedFuture(null);
        }
        List<Draft> drafts = IntStream.range(0, batch)
                .mapToObj(n -> draft("ann", UUID.randomUUID().toString(), BODY))
                .toList();
        return log.append(room, head, drafts, System.currentTimeMillis()).thenComposeAsync(appended -> {
            int kept = ((Kept) appended).places().size();
            posts.add(kept);
            return write(room, new Head(head.epoch(), head.lastSeq() + kept));
        });
    }
}

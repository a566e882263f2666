package confab.log;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import confab.config.SettingsReader;
import confab.log.MessageLog.Head;
import confab.log.MessageLog.Kept;
import confab.model.Body;
import confab.model.Draft;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One batch of each of 100 rooms into SQLite, {@code synchronous} full, and all of them answered: one commit or a few. In the
 * system's folder for temporary files; where that is memory, nothing waits for a disk.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GroupCommitBenchmark {
    private static final int ROOMS = 100;

    /** Posts of a batch. */
    @Param({"1", "16"})
    public int batch = 1;

    private final Body body = Body.ofJson(('"' + "x".repeat(32) + '"').getBytes(StandardCharsets.US_ASCII));
    private final List<RoomName> rooms = new ArrayList<>();
    private final List<Head> heads = new ArrayList<>();
    private final Path folder;
    private final MessageLog log;
    private long posts;

    public GroupCommitBenchmark() {
        try {
            folder = Files.createTempDirectory("confab-jmh");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Config given = ConfigFactory.parseMap(Map.of("confab.log.data", folder.toString()));
        log = MessageLogs.open(
                SettingsReader.read(given.withFallback(ConfigFactory.defaultReference()))
                        .log(),
                Clock.systemUTC(),
                new Random());
    }

    @Setup
    public void claim() {
        for (int i = 0; i < ROOMS; i++) {
            RoomName room = new RoomName("room" + i);
            rooms.add(room);
            heads.add(log.claim(room).toCompletableFuture().join());
        }
    }

    @Benchmark
    public void commit() {
        List<CompletableFuture<MessageLog.Appended>> under = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            under.add(log.append(rooms.get(i), heads.get(i), drafts(), System.currentTimeMillis())
                    .toCompletableFuture());
        }
        for (int i = 0; i < ROOMS; i++) {
            Kept kept = (Kept) under.get(i).join();
            Head head = heads.get(i);
            heads.set(i, new Head(head.epoch(), head.lastSeq() + kept.places().size()));
        }
    }

    @TearDown
    public void remove() throws IOException {
        log.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<Draft> drafts() {
        List<Draft> drafts = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            drafts.add(
                    new Draft(new PostId(Long.toString(++posts)), new UserName("Ann"), body, new SessionId("session")));
        }
        return drafts;
    }
}

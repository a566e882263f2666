package confab.log;

import confab.config.Settings;
import confab.model.Draft;
import confab.model.RoomName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages in a database that several nodes may share.
 *
 * <pre>
 *   claim, append ─► WriteQueue ─► GroupCommit (one thread)  ─┐
 *                                                             ├─► Database
 *   read ──────────────────────► ReadPool (a few threads)    ─┤
 *                                Retention (one thread)      ─┘
 * </pre>
 */
final class SqlLog implements MessageLog {
    private static final Logger LOG = LoggerFactory.getLogger(SqlLog.class);

    private final String id;
    private final Trouble writing;
    private final Trouble reading;
    private final Deadlines deadlines;
    private final GroupCommit commits;
    private final ReadPool reads;
    private final Retention retention;
    private final Database database;

    private SqlLog(String id, Database database, Settings.Log settings, Clock clock, RandomGenerator random) {
        this.id = id;
        this.database = database;
        writing = new Trouble("written", clock);
        reading = new Trouble("read", clock);
        deadlines = new Deadlines(settings.timeout());
        commits = new GroupCommit(
                database, writing, settings.maxQueuedBatches(), settings.maxBatchesPerCommit(), settings.timeout());
        reads = new ReadPool(database, reading, settings.timeout());
        retention = new Retention(
                database, clock, settings.retentionAge(), settings.retentionMessages(), settings.timeout());
        Duration interval = settings.retentionInterval();
        retention.start(Duration.ofMillis(random.nextLong(interval.toMillis())), interval);
    }

    /**
     * Opens the log and brings its schema up to date.
     *
     * @param clock says what is old
     * @param random makes the log's id if it is new, and lets nodes that start together delete at different times
     * @throws LogNotOpened if it cannot be used
     */
    static SqlLog open(Database database, Settings.Log settings, Clock clock, RandomGenerator random) {
        String id;
        try {
            id = SqlSchema.migrate(database, random);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        LOG.info("log opened: {}, id {}", database.describe(), id);
        return new SqlLog(id, database, settings, clock, random);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public CompletionStage<Head> claim(RoomName room) {
        CompletableFuture<Head> answer = deadlines.answer();
        commits.submit(new Write.Claim(room, answer));
        return answer;
    }

    @Override
    public CompletionStage<Appended> append(RoomName room, Head head, List<Draft> drafts, long atMillis) {
        CompletableFuture<Appended> answer = deadlines.answer();
        commits.submit(new Write.Append(room, head, drafts, atMillis, answer));
        return answer;
    }

    @Override
    public CompletionStage<Range> read(RoomName room, long fromSeq, int limit, int maxBytes) {
        RangeAnswer.check(fromSeq, limit);
        CompletableFuture<Range> answer = deadlines.answer();
        reads.submit(room, fromSeq, limit, maxBytes, answer);
        return answer;
    }

    @Override
    public Optional<String> trouble() {
        return Stream.of(writing, reading)
                .map(Trouble::now)
                .filter(Objects::nonNull)
                .findFirst();
    }

    @Override
    public int queued() {
        return commits.queued();
    }

    @Override
    public void watch(LogWatch watch) {
        commits.watch(watch);
        reads.watch(watch);
    }

    @Override
    public void close() {
        retention.close();
        commits.close();
        reads.close();
        deadlines.close();
        database.close();
    }
}

package confab.log;

import confab.config.Settings;
import confab.model.Draft;
import confab.model.RoomName;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages in a database that several nodes may share.
 *
 * <pre>
 *   claim, append ─► WriteQueue ─► GroupCommit (one thread)  ─┐
 *                                                             ├─► Database
 *   read ──────────────────────► ReadPool (a few threads)    ─┘
 * </pre>
 */
final class SqlLog implements MessageLog {
    private static final Logger LOG = LoggerFactory.getLogger(SqlLog.class);

    private final String id;
    private final Deadlines deadlines;
    private final GroupCommit commits;
    private final ReadPool reads;

    private SqlLog(String id, Database database, Settings.Log settings) {
        this.id = id;
        deadlines = new Deadlines(settings.timeout());
        commits = new GroupCommit(
                database, settings.maxQueuedBatches(), settings.maxBatchesPerCommit(), settings.timeout());
        reads = new ReadPool(database, settings.timeout());
    }

    /**
     * Opens the log and brings its schema up to date.
     *
     * @param random makes the log's id if it is new
     * @throws LogNotOpened if it cannot be used
     */
    static SqlLog open(Database database, Settings.Log settings, RandomGenerator random) {
        String id = SqlSchema.migrate(database, random);
        LOG.info("log opened: {}, id {}", database.describe(), id);
        return new SqlLog(id, database, settings);
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
    public void close() {
        commits.close();
        reads.close();
        deadlines.close();
    }
}

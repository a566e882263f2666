package confab.log;

import confab.model.Draft;
import confab.model.RoomName;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Keeps the newest messages of each room in this process: for tests and measurements.
 *
 * <p>Promises nothing once the room's owner is another process. A room's lock is its own, and stages are complete when
 * they are returned. Rooms are never forgotten, as a room's row never is.
 */
final class MemoryLog implements MessageLog {
    /** The same on all nodes, so that a cluster of memory logs agrees; no random id looks like it. */
    static final String ID = "memory";

    private final int messagesPerRoom;
    private final Clock clock;
    private final ConcurrentMap<RoomName, MemoryRoom> rooms = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param messagesPerRoom the newest that are kept; older ones and their ids are forgotten
     * @param clock the epochs' source: a room's next owner, on another node, knows only that time has passed
     */
    MemoryLog(int messagesPerRoom, Clock clock) {
        this.messagesPerRoom = messagesPerRoom;
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public CompletionStage<Head> claim(RoomName room) {
        return answer(() -> rooms.computeIfAbsent(room, name -> new MemoryRoom(messagesPerRoom))
                .claim(clock.millis()));
    }

    @Override
    public CompletionStage<Appended> append(RoomName room, Head head, List<Draft> drafts, long atMillis) {
        return answer(() -> {
            MemoryRoom kept = rooms.get(room);
            return kept == null ? new Fenced() : kept.append(head, drafts, atMillis);
        });
    }

    @Override
    public CompletionStage<Range> read(RoomName room, long fromSeq, int limit, int maxBytes) {
        RangeAnswer.check(fromSeq, limit);
        return answer(() -> {
            MemoryRoom kept = rooms.get(room);
            return kept == null ? new Range(List.of(), 0) : kept.read(fromSeq, limit, maxBytes);
        });
    }

    private <T> CompletionStage<T> answer(Supplier<T> work) {
        return closed
                ? CompletableFuture.failedFuture(new LogUnavailable("the log is closed"))
                : CompletableFuture.completedFuture(work.get());
    }

    @Override
    public void close() {
        closed = true;
        rooms.clear();
    }
}

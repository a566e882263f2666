package confab.log;

import confab.model.Draft;
import confab.model.Message;
import confab.model.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The rooms' messages, kept.
 *
 * <p>Each room has a row that outlives its messages: its {@code epoch}, raised by every activation of the room, and its
 * {@code last_seq}. A batch commits only if both are still what its writer believes; so of two nodes that believe to own
 * a room, only the one that came last can write.
 *
 * <p>Every stage ends in a bounded time. It fails with {@link LogUnavailable} if it cannot be said whether the call took
 * effect, or that it did not; the same call again is safe. Callbacks run on the engine's thread: hand on, do not work
 * there.
 */
public interface MessageLog extends AutoCloseable {
    /** This log's id, made at random with it: two logs never meet in one cluster, and clients learn when seqs restart. */
    String id();

    /** Whether all nodes that open this log see each other's messages; if not, only a room's owner can read it. */
    boolean isShared();

    /** Raises the room's epoch, so that no earlier owner can write any more, and says where the room stands. */
    CompletionStage<Head> claim(RoomName room);

    /**
     * Commits the drafts as the messages that follow {@code head.lastSeq()}, all or none. A draft whose (room, user, id)
     * is in the log, or earlier in the same batch, takes no number and gets the first one's.
     *
     * @param atMillis the time of the new messages
     */
    CompletionStage<Appended> append(RoomName room, Head head, List<Draft> drafts, long atMillis);

    /**
     * The messages from {@code fromSeq} up, ascending and contiguous; fewer than the limits if the room ends there.
     *
     * @param fromSeq 1 or more
     * @param limit messages at the most
     * @param maxBytes where the bodies together pass this, the answer ends; at least one message is given
     */
    CompletionStage<Range> read(RoomName room, long fromSeq, int limit, int maxBytes);

    /** What keeps the log from being written or read now, in words; empty if nothing is known to. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Batches that wait for the next commit; 0 where there is no queue. */
    default int queued() {
        return 0;
    }

    /** Tells from now on how commits and reads go; an engine without either tells nothing. */
    default void watch(LogWatch watch) {}

    /** Waits for what is under way (bounded), then lets go of the database. */
    @Override
    void close();

    /**
     * Where a room stands.
     *
     * @param epoch which activation of the room may write
     * @param lastSeq the last number given, 0 if none
     */
    record Head(long epoch, long lastSeq) {}

    /** What became of a batch. */
    sealed interface Appended {}

    /**
     * The batch is committed.
     *
     * @param places one for each draft, in order
     */
    record Kept(List<Place> places) implements Appended {
        public Kept {
            places = List.copyOf(places);
        }
    }

    /** The room has another epoch or last seq than the writer believes: nothing of the batch was kept. */
    record Fenced() implements Appended {}

    /**
     * A draft's place in the room.
     *
     * @param seq its number
     * @param atMillis its time
     * @param repeated whether it was there before, so that it is not to be delivered again
     */
    record Place(long seq, long atMillis, boolean repeated) {}

    /**
     * Part of a room.
     *
     * @param messages ascending by seq and contiguous; the first is {@code fromSeq} if the log still has it, else the
     *     oldest kept one above it
     * @param lastSeq the room's last number at the time of the read
     */
    record Range(List<Message> messages, long lastSeq) {
        public Range {
            messages = List.copyOf(messages);
        }
    }
}

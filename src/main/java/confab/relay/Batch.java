package confab.relay;

import confab.model.Message;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.protocol.MessageFormat;
import confab.room.Parts;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Messages of a room that follow one another, and their frames in each format, written when first asked for. */
final class Batch {
    private final RoomName room;
    private final List<Message> messages;
    private final Set<SessionId> origins;
    private final int bytes;
    private final long arrivedNanos;

    private final IdentityHashMap<MessageFormat, MessageFormat.Frames> frames = new IdentityHashMap<>(2);

    /** Of older messages, of which nobody asks when they came. */
    Batch(RoomName room, List<Message> messages) {
        this(room, messages, 0);
    }

    /**
     * @param messages one at least, ascending and contiguous
     * @param arrivedNanos when they came to this node, as {@link System#nanoTime}
     */
    Batch(RoomName room, List<Message> messages, long arrivedNanos) {
        this.room = room;
        this.arrivedNanos = arrivedNanos;
        this.messages = messages;
        Set<SessionId> from = new HashSet<>();
        int weight = 0;
        for (Message message : messages) {
            from.add(message.origin());
            weight += Parts.weight(message);
        }
        this.origins = Set.copyOf(from);
        this.bytes = weight;
    }

    long first() {
        return messages.get(0).seq();
    }

    long last() {
        return messages.get(messages.size() - 1).seq();
    }

    long arrivedNanos() {
        return arrivedNanos;
    }

    /** Time stamp of the first; those of others are the same or a little later. */
    long atMillis() {
        return messages.get(0).atMillis();
    }

    boolean contains(long seq) {
        return first() <= seq && seq <= last();
    }

    List<Message> messages() {
        return messages;
    }

    /** About what the messages take in memory, in bytes; as much again for their frames. */
    int weight() {
        return 2 * bytes;
    }

    /** Whether the session posted one of these. */
    boolean isFrom(SessionId session) {
        return origins.contains(session);
    }

    boolean isFrom(SessionId session, int index) {
        return messages.get(index).origin().equals(session);
    }

    /** From any thread; the first to ask waits for the writing, and so do those who ask meanwhile. */
    synchronized MessageFormat.Frames frames(MessageFormat format) {
        return frames.computeIfAbsent(format, any -> format.encode(room, messages));
    }
}

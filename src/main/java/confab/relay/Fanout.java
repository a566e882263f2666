package confab.relay;

import confab.model.RoomName;
import confab.model.SessionId;
import confab.protocol.Event;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A room's members on this node, by lane; touched by the relay only, and what it calls may be called from any thread. */
final class Fanout {
    private final RoomName name;
    private final Recent recent;
    private final Pages pages;
    private final String logId;
    private final Books books;

    private final Map<Lane, LaneMembers> lanes = new HashMap<>();
    private final IdentityHashMap<Reader, LaneMembers> readers = new IdentityHashMap<>();

    /** The room's end up to which the members are owed everything. */
    private long owedTo;

    Fanout(RoomName name, Recent recent, Pages pages, String logId, Books books) {
        this.name = name;
        this.recent = recent;
        this.pages = pages;
        this.logId = logId;
        this.books = books;
    }

    /** A reader is a member once at a time. */
    void join(Reader reader, JoinPoint from, Event.Joined joined) {
        LaneMembers lane = lanes.computeIfAbsent(
                reader.outlet().lane(), own -> new LaneMembers(name, own, recent, pages, logId, books));
        owe();
        leaveBefore(reader);
        readers.put(reader, lane);
        books.members(1);
        books.owe(owedTo - from.before());
        lane.join(reader, from, joined);
    }

    /** Whether it was a member; if not, it hears {@code left} all the same. */
    boolean leave(Reader reader, Event.@Nullable Left left) {
        LaneMembers lane = readers.remove(reader);
        if (lane != null) {
            owe();
            books.members(-1);
            lane.leave(reader, owedTo, left);
        } else if (left != null) {
            reader.outlet().lane().execute(() -> {
                reader.left(name);
                reader.say(reader.dialect().encode(left));
                reader.outlet().flush();
            });
        }
        return lane != null;
    }

    /** Members on this node. */
    int size() {
        return readers.size();
    }

    boolean isEmpty() {
        return readers.isEmpty();
    }

    /** There is something new to read. */
    void wake() {
        owe();
        lanes.values().forEach(LaneMembers::wake);
    }

    /** The room begins anew at its end: what the members have beyond that is of the log that is lost. */
    void restart() {
        long end = recent.end();
        books.drop(Books.Drop.LOG_LOST, (owedTo - end) * readers.size());
        owedTo = end;
    }

    /** Nobody will feed the members any more. */
    void abandon() {
        owe();
        books.members(-readers.size());
        readers.clear();
        lanes.values().forEach(lane -> lane.abandon(owedTo));
    }

    private void owe() {
        long end = recent.end();
        if (end > owedTo) {
            books.owe((end - owedTo) * readers.size());
            owedTo = end;
        }
    }

    private void leaveBefore(Reader reader) {
        if (readers.containsKey(reader)) {
            leave(reader, null);
        }
    }

    /** @param change null if there is nothing to tell */
    void tell(@Nullable PresenceChange change) {
        if (change != null) {
            lanes.values().forEach(lane -> lane.tell(change));
        }
    }

    void tellTyping(Event.Typing typing, SessionId origin) {
        lanes.values().forEach(lane -> lane.tellTyping(typing, origin));
    }
}

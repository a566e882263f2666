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

    private final Map<Lane, LaneMembers> lanes = new HashMap<>();
    private final IdentityHashMap<Reader, LaneMembers> readers = new IdentityHashMap<>();

    Fanout(RoomName name, Recent recent, Pages pages, String logId) {
        this.name = name;
        this.recent = recent;
        this.pages = pages;
        this.logId = logId;
    }

    void join(Reader reader, JoinPoint from, Event.Joined joined) {
        LaneMembers lane =
                lanes.computeIfAbsent(reader.outlet().lane(), own -> new LaneMembers(name, own, recent, pages, logId));
        readers.put(reader, lane);
        lane.join(reader, from, joined);
    }

    /** Whether it was a member; if not, it hears {@code left} all the same. */
    boolean leave(Reader reader, Event.@Nullable Left left) {
        LaneMembers lane = readers.remove(reader);
        if (lane != null) {
            lane.leave(reader, left);
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
        lanes.values().forEach(LaneMembers::wake);
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

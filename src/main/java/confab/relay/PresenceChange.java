package confab.relay;

import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.Event;
import confab.room.Attendance;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who came and went in a room since a member last heard of it. */
record PresenceChange(List<UserName> joined, List<UserName> left, int members, int uncertain) {
    /** This and, before it, what the member did not hear; who came and went in between is in neither list. */
    PresenceChange after(@Nullable PresenceChange missed) {
        if (missed == null) {
            return this;
        }
        return new PresenceChange(
                merge(missed.joined, missed.left, joined, left),
                merge(missed.left, missed.joined, left, joined),
                members,
                uncertain);
    }

    Event.Presence event(RoomName room) {
        return new Event.Presence(room, joined, left, members, uncertain);
    }

    /** Bounded: what does not fit the list is counted in {@code members} only. */
    private static List<UserName> merge(
            List<UserName> before, List<UserName> undoneBefore, List<UserName> now, List<UserName> undoneNow) {
        Set<UserName> merged = new LinkedHashSet<>(before);
        merged.removeAll(Set.copyOf(undoneNow));
        Set<UserName> added = new LinkedHashSet<>(now);
        added.removeAll(Set.copyOf(undoneBefore));
        merged.addAll(added);
        return merged.stream().limit(Attendance.MAX_NAMES).toList();
    }
}

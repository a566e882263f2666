package confab.relay;

import confab.model.UserName;
import confab.room.Attendance;
import confab.room.Crowd;
import confab.room.RoomNews;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room as the members on this node were told.
 *
 * <p>What they are told next is the difference to that, not what the room says has changed: a word of the room may have been
 * lost, and a room that moved does not know what it said before. Only where there are too many names to compare, the room's
 * word counts.
 */
final class CrowdView {
    private Crowd crowd = Crowd.EMPTY;

    /** As the members were told; null if not at all yet. */
    private @Nullable Crowd told;

    /** As the room said last. */
    Crowd crowd() {
        return crowd;
    }

    /** The room's answer to the subscription; members learn of it with the next change. */
    void subscribed(Crowd now) {
        crowd = now;
        if (told == null) {
            told = now;
        }
    }

    /** The room says that users came or went; null if the members know. */
    @Nullable
    PresenceChange changed(RoomNews.CrowdChanged change) {
        Crowd before = told == null ? Crowd.EMPTY : told;
        crowd = change.crowd();
        told = crowd;
        List<UserName> namesBefore = before.users();
        List<UserName> names = crowd.users();
        List<UserName> joined = change.joined();
        List<UserName> left = change.left();
        if (names != null && namesBefore != null) {
            joined = minus(names, namesBefore);
            left = minus(namesBefore, names);
        }
        boolean isNews = !joined.isEmpty()
                || !left.isEmpty()
                || crowd.members() != before.members()
                || crowd.uncertain() != before.uncertain();
        return isNews ? new PresenceChange(joined, left, crowd.members(), crowd.uncertain()) : null;
    }

    private static List<UserName> minus(List<UserName> names, List<UserName> others) {
        List<UserName> rest = new ArrayList<>(names);
        rest.removeAll(Set.copyOf(others));
        return rest.size() > Attendance.MAX_NAMES ? rest.subList(0, Attendance.MAX_NAMES) : rest;
    }
}

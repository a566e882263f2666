package confab.relay;

import confab.model.UserName;
import confab.protocol.Event;
import confab.room.Attendance;
import confab.room.Crowd;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who is in a room by way of this node, and what of it the room has been told. */
final class LocalUsers {
    private static final Comparator<UserName> BY_NAME = Comparator.comparing(UserName::value);

    private final Map<UserName, Integer> connections = new HashMap<>();

    // Since the version that the room knows. Bounded: above that, the room hears the count only.
    private final Set<UserName> joined = new LinkedHashSet<>();
    private final Set<UserName> left = new LinkedHashSet<>();

    private long version;
    private long told;
    private boolean isChanged = true;

    void join(UserName user) {
        if (connections.merge(user, 1, Integer::sum) == 1) {
            isChanged = true;
            if (!left.remove(user) && joined.size() < Attendance.MAX_NAMES) {
                joined.add(user);
            }
        }
    }

    void leave(UserName user) {
        Integer left = connections.computeIfPresent(user, (any, count) -> count == 1 ? null : count - 1);
        if (left == null) {
            isChanged = true;
            if (!joined.remove(user) && this.left.size() < Attendance.MAX_NAMES) {
                this.left.add(user);
            }
        }
    }

    /** The room is to be told all again, and to answer to that. */
    void tellAgain() {
        isChanged = true;
    }

    /** Whether there is something to tell and all that was told is answered: one report is under way at a time. */
    boolean isToBeTold() {
        return isChanged && told == version;
    }

    /** Whether the room has answered to all there is to tell. */
    boolean isConfirmed() {
        return !isChanged && told == version;
    }

    /** The version that the next report will have. */
    long nextVersion() {
        return isChanged ? version + 1 : version;
    }

    /** What to tell the room; the same again if it has not answered and nothing changed. */
    Attendance attendance() {
        if (isChanged) {
            version++;
            isChanged = false;
        }
        List<UserName> names = connections.size() > Attendance.MAX_NAMES
                ? null
                : connections.keySet().stream().sorted(BY_NAME).toList();
        return new Attendance(version, connections.size(), names, List.copyOf(joined), List.copyOf(left));
    }

    /** The room answered to that version: it is the one that counts there. */
    void confirm(long answered) {
        // One that was told before, if the room forgot the newer one: that is sent again.
        told = Math.min(told, answered);
        if (answered != version) {
            return;
        }
        told = answered;
        if (!isChanged) {
            joined.clear();
            left.clear();
        }
    }

    /** The crowd as clients are told it, with those of this node that the room has not heard of yet. */
    Event.Crowd with(Crowd crowd, int maxNamedUsers) {
        List<UserName> known = crowd.users();
        if (known == null || connections.size() > maxNamedUsers) {
            int unheard = isConfirmed() ? 0 : Math.max(0, joined.size() - left.size());
            int members = Math.max(crowd.members() + unheard, connections.size());
            return new Event.Crowd(members, null, crowd.uncertain());
        }
        Set<UserName> all = new TreeSet<>(BY_NAME);
        all.addAll(known);
        all.removeAll(left);
        all.addAll(connections.keySet());
        return new Event.Crowd(all.size(), all.size() > maxNamedUsers ? null : List.copyOf(all), crowd.uncertain());
    }
}

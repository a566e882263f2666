package confab.relay;

import confab.model.UserName;
import confab.protocol.Event;
import confab.room.Attendance;
import confab.room.Crowd;
import confab.room.CrowdSeq;
import confab.room.RoomNews;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room as the members on this node were told.
 *
 * <p>What they are told next is the difference to that, not what the room says has changed: a word of the room may have been
 * lost, and a room that moved does not know what it said before. Only where there are too many names to compare, the room's
 * word counts. What it said earlier is not believed again when it arrives later.
 */
final class CrowdView {
    private Crowd crowd = Crowd.EMPTY;

    /** Of the newest that the room said. */
    private @Nullable CrowdSeq seq;

    /** As the members were told; null if not at all yet. */
    private @Nullable Crowd told;

    // Not the same: who joins between two changes is told of all there are by then. Both count where there are names.
    private final Set<UserName> knownToAll = new LinkedHashSet<>();
    private final Set<UserName> knownToSome = new LinkedHashSet<>();

    /** As the room said last. */
    Crowd crowd() {
        return crowd;
    }

    /** Of the newest owner that was heard, 0 if none. */
    long epoch() {
        return seq == null ? 0 : seq.epoch();
    }

    /** Whether that is of an owner before the one that was heard. */
    boolean isOfFormerOwner(@Nullable CrowdSeq said) {
        return said != null && seq != null && said.epoch() < seq.epoch();
    }

    /** Whether the room has said more than was heard here. */
    boolean misses(@Nullable CrowdSeq said) {
        return CrowdSeq.isLater(said, seq);
    }

    /**
     * The room's answer to the subscription. Members learn of it with the next change: only if one was lost, they are told
     * now.
     */
    @Nullable
    PresenceChange subscribed(RoomNews.Subscribed answer) {
        CrowdSeq said = answer.crowdSeq();
        if (isOld(said)) {
            return null;
        }
        boolean isFirst = told == null;
        boolean isChangeLost = misses(said) && said != null && said.change() > 0;
        crowd = answer.crowd();
        seq = said;
        if (!isFirst && !isChangeLost) {
            return null;
        }
        PresenceChange change = tell(List.of(), List.of());
        return isFirst ? null : change;
    }

    /** The room says that users came or went; null if the members know. */
    @Nullable
    PresenceChange changed(RoomNews.CrowdChanged change) {
        if (isOld(change.crowdSeq())) {
            return null;
        }
        crowd = change.crowd();
        seq = change.crowdSeq();
        return tell(change.joined(), change.left());
    }

    /** A member that joins is told this. */
    void shown(Event.Crowd all) {
        List<UserName> users = all.users();
        if (users != null) {
            knownToAll.retainAll(Set.copyOf(users));
            knownToSome.addAll(users);
        }
    }

    /** @param joined as the room says, as {@code left} */
    private @Nullable PresenceChange tell(List<UserName> joined, List<UserName> left) {
        Crowd before = told == null ? Crowd.EMPTY : told;
        List<UserName> names = crowd.users();
        boolean isComparable = before.users() != null;
        List<UserName> came = isComparable && names != null ? minus(names, knownToAll) : joined;
        List<UserName> went = isComparable && names != null ? minus(knownToSome, names) : left;
        told = crowd;
        knownToAll.clear();
        knownToSome.clear();
        if (names != null) {
            knownToAll.addAll(names);
            knownToSome.addAll(names);
        }
        boolean isNews = !came.isEmpty()
                || !went.isEmpty()
                || crowd.members() != before.members()
                || crowd.uncertain() != before.uncertain();
        return isNews ? new PresenceChange(came, went, crowd.members(), crowd.uncertain()) : null;
    }

    private boolean isOld(@Nullable CrowdSeq said) {
        return said != null && CrowdSeq.isLater(seq, said);
    }

    private static List<UserName> minus(Collection<UserName> names, Collection<UserName> others) {
        List<UserName> rest = new ArrayList<>(names);
        rest.removeAll(Set.copyOf(others));
        return rest.size() > Attendance.MAX_NAMES ? rest.subList(0, Attendance.MAX_NAMES) : rest;
    }
}

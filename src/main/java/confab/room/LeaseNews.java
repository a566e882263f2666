package confab.room;

import akka.actor.typed.ActorRef;
import confab.model.CrossesNodes;
import confab.model.RoomName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the keeper of leases on one node answers the hub of another. */
public sealed interface LeaseNews extends CrossesNodes {
    /**
     * The lease on all rooms of this node is renewed.
     *
     * @param by who renewed it
     * @param round of the renewal
     * @param advanced rooms with new messages or another crowd since the renewal that the hub confirmed last
     * @param differing buckets of the {@link RoomSet} whose rooms the hub is to list
     */
    record Renewed(ActorRef<Leases.Command> by, long round, List<RoomSeq> advanced, List<Integer> differing)
            implements LeaseNews {
        public Renewed {
            advanced = List.copyOf(advanced);
            differing = List.copyOf(differing);
        }
    }

    /** The hub's node has no subscription in these rooms here: they moved, or the lease ran out. */
    record Unknown(List<RoomName> rooms) implements LeaseNews {
        public Unknown {
            rooms = List.copyOf(rooms);
        }
    }

    /**
     * A room and its newest number.
     *
     * @param crowdSeq the last change of its crowd that it told; null from a release that does not tell it
     */
    record RoomSeq(RoomName room, long lastSeq, @Nullable CrowdSeq crowdSeq) {}
}

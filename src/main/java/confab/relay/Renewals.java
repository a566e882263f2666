package confab.relay;

import akka.actor.typed.ActorRef;
import confab.model.RoomName;
import confab.room.LeaseNews;
import confab.room.Leases;
import confab.room.NodeId;
import confab.room.RoomSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** With whom this node's subscriptions are to be renewed: the rooms by the node that owns them. */
final class Renewals {
    private final NodeId node;
    private final Map<RoomName, ActorRef<Leases.Command>> owners = new HashMap<>();
    private final Map<ActorRef<Leases.Command>, Held> held = new HashMap<>();
    private long round;

    Renewals(NodeId node) {
        this.node = node;
    }

    void put(RoomName room, ActorRef<Leases.Command> owner) {
        remove(room);
        owners.put(room, owner);
        held.computeIfAbsent(owner, any -> new Held()).rooms.add(room, round);
    }

    void remove(RoomName room) {
        ActorRef<Leases.Command> owner = owners.remove(room);
        if (owner != null) {
            Held there = held.get(owner);
            if (there != null && there.rooms.remove(room) && there.rooms.isEmpty()) {
                held.remove(owner);
            }
        }
    }

    /** Sends each owner its renewal. */
    void renew(ActorRef<LeaseNews> replyTo) {
        round++;
        held.forEach((owner, there) ->
                owner.tell(new Leases.Renew(node, round, there.acked, there.rooms.digests(), replyTo)));
    }

    /** An owner answered: what it holds otherwise than we do is listed to it. */
    void confirm(LeaseNews.Renewed renewed, ActorRef<LeaseNews> replyTo) {
        Held there = held.get(renewed.by());
        if (there != null) {
            there.acked = renewed.round();
            renewed.differing()
                    .forEach(bucket -> renewed.by()
                            .tell(new Leases.Rooms(node, bucket, List.copyOf(there.rooms.bucket(bucket)), replyTo)));
        }
    }

    /** Rooms whose owner is among those, to be subscribed to anew wherever they are now. */
    List<RoomName> ownedBy(Predicate<ActorRef<Leases.Command>> gone) {
        return held.entrySet().stream()
                .filter(owner -> gone.test(owner.getKey()))
                .flatMap(owner -> owner.getValue().rooms.rooms().stream())
                .toList();
    }

    /** What one owner holds for us. */
    private static final class Held {
        private final RoomSet rooms = new RoomSet();
        private long acked;
    }
}

package confab.room;

import akka.actor.typed.ActorRef;
import confab.model.RoomName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which nodes are subscribed to which rooms of this node, and until when. One lease per node covers all its rooms. */
final class LeaseBook {
    /** Most rooms told in one renewal; the others follow in the next. */
    private static final int MAX_ADVANCED = 1_000;

    private final long durationNanos;
    private final Map<NodeId, Lease> leases = new HashMap<>();

    LeaseBook(Duration duration) {
        this.durationNanos = duration.toNanos();
    }

    void grant(NodeId node, RoomName room, long nanos) {
        leases.computeIfAbsent(node, any -> new Lease(nanos)).rooms.add(room, nanos);
    }

    void release(NodeId node, RoomName room) {
        Lease lease = leases.get(node);
        if (lease != null && lease.rooms.remove(room)) {
            lease.advanced.remove(room);
        }
    }

    /** The room is here no more. */
    void releaseAll(RoomName room) {
        leases.keySet().forEach(node -> release(node, room));
    }

    void advance(LeaseNews.RoomSeq to) {
        for (Lease lease : leases.values()) {
            if (lease.rooms.contains(to.room())) {
                lease.advanced.put(to.room(), to);
            }
        }
    }

    /** The node renews its lease, and has heard our answer of the round {@code acked}. */
    LeaseNews.Renewed renew(Leases.Renew renewal, ActorRef<Leases.Command> by, long nanos) {
        Lease lease = leases.computeIfAbsent(renewal.node(), any -> new Lease(nanos));
        lease.renewedNanos = nanos;
        if (lease.toldRound == renewal.acked()) {
            lease.told.forEach(room -> lease.advanced.remove(room.room(), room));
        }
        lease.told = lease.advanced.values().stream().limit(MAX_ADVANCED).toList();
        lease.toldRound = renewal.round();
        return new LeaseNews.Renewed(by, renewal.round(), lease.told, lease.rooms.differing(renewal.digests()));
    }

    /** Those of the rooms that the node has no subscription in. */
    List<RoomName> unknown(NodeId node, List<RoomName> rooms) {
        Lease lease = leases.get(node);
        return rooms.stream()
                .filter(room -> lease == null || !lease.rooms.contains(room))
                .toList();
    }

    /** Rooms of the bucket that the node does not list, and has had time to learn of: half a lease. */
    List<RoomName> surplus(NodeId node, int bucket, List<RoomName> listed, long nanos) {
        Lease lease = leases.get(node);
        if (lease == null) {
            return List.of();
        }
        Set<RoomName> surplus = new HashSet<>(lease.rooms.bucketBefore(bucket, nanos - durationNanos / 2));
        surplus.removeAll(Set.copyOf(listed));
        return List.copyOf(surplus);
    }

    /** The node is gone; its rooms. */
    List<RoomName> end(NodeId node) {
        Lease lease = leases.remove(node);
        return lease == null ? List.of() : lease.rooms.rooms();
    }

    /** The rooms of the node. */
    List<RoomName> rooms(NodeId node) {
        Lease lease = leases.get(node);
        return lease == null ? List.of() : lease.rooms.rooms();
    }

    /** Nodes whose lease has run out. */
    List<NodeId> expired(long nanos) {
        List<NodeId> expired = new ArrayList<>();
        Iterator<Map.Entry<NodeId, Lease>> all = leases.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<NodeId, Lease> lease = all.next();
            if (nanos - lease.getValue().renewedNanos < durationNanos) {
                continue;
            }
            if (lease.getValue().rooms.isEmpty()) {
                all.remove();
            } else {
                expired.add(lease.getKey());
            }
        }
        return expired;
    }

    /** What one node holds here. */
    private static final class Lease {
        private final RoomSet rooms = new RoomSet();
        /** Not yet confirmed by the node; at most one entry a room. */
        private final Map<RoomName, LeaseNews.RoomSeq> advanced = new LinkedHashMap<>();

        private List<LeaseNews.RoomSeq> told = List.of();
        private long toldRound;
        private long renewedNanos;

        Lease(long nanos) {
            renewedNanos = nanos;
        }
    }
}

package confab.room;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.ClusterEvent;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.ClusterStateSubscription;
import akka.cluster.typed.Subscribe;
import confab.model.CrossesNodes;
import confab.model.RoomName;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Keeps the leases on the rooms of one node, and tells those rooms what the cluster says of the nodes that are subscribed
 * to them; lives as long as the node. It is the one listener, so that a room listens to nothing and watches nobody.
 */
public final class Leases extends AbstractBehavior<Leases.Command> {
    public sealed interface Command {}

    /**
     * A hub is alive and believes to be subscribed to rooms here.
     *
     * @param node the hub's
     * @param round the hub's number of this renewal
     * @param acked the last round whose answer the hub heard, 0 if none
     * @param digests of its {@link RoomSet}
     */
    public record Renew(NodeId node, long round, long acked, List<Long> digests, ActorRef<LeaseNews> replyTo)
            implements Command, CrossesNodes {
        public Renew {
            digests = List.copyOf(digests);
        }
    }

    /** All rooms of one bucket of a hub's {@link RoomSet}. */
    public record Rooms(NodeId node, int bucket, List<RoomName> rooms, ActorRef<LeaseNews> replyTo)
            implements Command, CrossesNodes {
        public Rooms {
            rooms = List.copyOf(rooms);
        }
    }

    record Granted(RoomName room, NodeId node, ActorRef<ChatRoom.Command> by) implements Command {}

    record Released(RoomName room, NodeId node) implements Command {}

    record Advanced(LeaseNews.RoomSeq room) implements Command {}

    private record Closed(RoomName room, ActorRef<ChatRoom.Command> by) implements Command {}

    private record Heard(ClusterEvent.ClusterDomainEvent event) implements Command {}

    private record Tick() implements Command {}

    private static final Duration TICK = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private final LeaseBook book;
    private final Map<RoomName, ActorRef<ChatRoom.Command>> rooms = new HashMap<>();
    private final Set<NodeId> doubtful = new HashSet<>();

    /** @param duration how long a subscription holds that is not renewed */
    public static Behavior<Command> create(Duration duration, LongSupplier nanoTime) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Tick(), TICK);
            return new Leases(context, duration, nanoTime);
        }));
    }

    private Leases(ActorContext<Command> context, Duration duration, LongSupplier nanoTime) {
        super(context);
        this.nanoTime = nanoTime;
        this.book = new LeaseBook(duration);
        ActorRef<ClusterStateSubscription> events =
                Cluster.get(context.getSystem()).subscriptions();
        events.tell(Subscribe.create(
                context.messageAdapter(ClusterEvent.MemberDowned.class, Heard::new), ClusterEvent.MemberDowned.class));
        events.tell(Subscribe.create(
                context.messageAdapter(ClusterEvent.MemberRemoved.class, Heard::new),
                ClusterEvent.MemberRemoved.class));
        events.tell(Subscribe.create(
                context.messageAdapter(ClusterEvent.ReachabilityEvent.class, Heard::new),
                ClusterEvent.ReachabilityEvent.class));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Renew.class, this::onRenew)
                .onMessage(Rooms.class, this::onRooms)
                .onMessage(Granted.class, this::onGranted)
                .onMessage(Released.class, this::onReleased)
                .onMessage(Advanced.class, this::onAdvanced)
                .onMessage(Closed.class, this::onClosed)
                .onMessage(Heard.class, this::onHeard)
                .onMessage(Tick.class, this::onTick)
                .build();
    }

    private Behavior<Command> onRenew(Renew renewal) {
        renewal.replyTo().tell(book.renew(renewal, getContext().getSelf(), nanoTime.getAsLong()));
        return this;
    }

    private Behavior<Command> onRooms(Rooms listed) {
        book.surplus(listed.node(), listed.bucket(), listed.rooms(), nanoTime.getAsLong())
                .forEach(room -> tell(room, new ChatRoom.Expire(listed.node())));
        List<RoomName> unknown = book.unknown(listed.node(), listed.rooms());
        if (!unknown.isEmpty()) {
            listed.replyTo().tell(new LeaseNews.Unknown(unknown));
        }
        return this;
    }

    private Behavior<Command> onGranted(Granted granted) {
        if (!granted.by().equals(rooms.put(granted.room(), granted.by()))) {
            // Also one that failed must not be believed to be here.
            getContext().watchWith(granted.by(), new Closed(granted.room(), granted.by()));
        }
        book.grant(granted.node(), granted.room(), nanoTime.getAsLong());
        if (doubtful.contains(granted.node())) {
            granted.by().tell(new ChatRoom.Doubt(granted.node(), true));
        }
        return this;
    }

    private Behavior<Command> onReleased(Released released) {
        book.release(released.node(), released.room());
        return this;
    }

    private Behavior<Command> onAdvanced(Advanced advanced) {
        book.advance(advanced.room());
        return this;
    }

    private Behavior<Command> onClosed(Closed closed) {
        if (rooms.remove(closed.room(), closed.by())) {
            book.releaseAll(closed.room());
        }
        return this;
    }

    private Behavior<Command> onHeard(Heard heard) {
        if (heard.event() instanceof ClusterEvent.MemberDowned downed) {
            end(NodeId.of(downed.member().uniqueAddress()));
        } else if (heard.event() instanceof ClusterEvent.MemberRemoved removed) {
            end(NodeId.of(removed.member().uniqueAddress()));
        } else if (heard.event() instanceof ClusterEvent.ReachabilityEvent reachability) {
            NodeId node = NodeId.of(reachability.member().uniqueAddress());
            boolean isDoubtful = reachability instanceof ClusterEvent.UnreachableMember;
            if (isDoubtful ? doubtful.add(node) : doubtful.remove(node)) {
                book.rooms(node).forEach(room -> tell(room, new ChatRoom.Doubt(node, isDoubtful)));
            }
        }
        return this;
    }

    /** It never comes back as the same: also one that is only down is gone. */
    private void end(NodeId node) {
        doubtful.remove(node);
        expire(node);
    }

    private Behavior<Command> onTick(Tick tick) {
        book.expired(nanoTime.getAsLong()).forEach(this::expire);
        return this;
    }

    private void expire(NodeId node) {
        List<RoomName> ended = book.end(node);
        if (!ended.isEmpty()) {
            getContext()
                    .getLog()
                    .atInfo()
                    .addKeyValue("subscriber", node)
                    .addKeyValue("rooms", ended.size())
                    .log("subscriptions ended");
        }
        ended.forEach(room -> tell(room, new ChatRoom.Expire(node)));
    }

    private void tell(RoomName name, ChatRoom.Command command) {
        ActorRef<ChatRoom.Command> room = rooms.get(name);
        if (room != null) {
            room.tell(command);
        }
    }
}

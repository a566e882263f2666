package confab.relay;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import confab.config.Settings;
import confab.log.MessageLog;
import confab.model.CrossesNodes;
import confab.model.RoomName;
import confab.room.ChatRoom;
import confab.room.Leases;
import confab.room.TestRooms;
import java.util.HashMap;
import java.util.Map;

/** Plays the part of cluster sharding on one simulated node: knows where it believes each room to live, and runs those here. */
final class TestRegion extends AbstractBehavior<TestRegion.Command> {
    sealed interface Command {}

    /** To the room, from a relay of this node. */
    record Send(ShardingEnvelope<ChatRoom.Command> envelope) implements Command {}

    /** To the room, from another node that believes it to live here. */
    record Arrived(RoomName room, ChatRoom.Command command) implements Command {}

    /** The room lives on that node; if it runs here and should not, it is stopped as in a hand-over. */
    record Moved(RoomName room, int home) implements Command {}

    /** The room stops without a word. */
    record Crash(RoomName room) implements Command {}

    private record Shard(ClusterSharding.ShardCommand command) implements Command {}

    private record Closed(RoomName room, ActorRef<ChatRoom.Command> activation) implements Command {}

    private final Place place;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final Map<RoomName, Integer> homes = new HashMap<>();
    private final Map<RoomName, ActorRef<ChatRoom.Command>> running = new HashMap<>();

    /** What it needs. */
    record Place(
            int node,
            Settings.Room settings,
            MessageLog log,
            ActorRef<Leases.Command> leases,
            FaultyNetwork network,
            Map<Integer, ActorRef<Command>> regions) {}

    static Behavior<Command> create(Place place) {
        return Behaviors.setup(context -> new TestRegion(context, place));
    }

    private TestRegion(ActorContext<Command> context, Place place) {
        super(context);
        this.place = place;
        this.shard = context.messageAdapter(ClusterSharding.ShardCommand.class, Shard::new);
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Send.class, this::onSend)
                .onMessage(Arrived.class, this::onArrived)
                .onMessage(Moved.class, this::onMoved)
                .onMessage(Crash.class, this::onCrash)
                .onMessage(Shard.class, this::onShard)
                .onMessage(Closed.class, this::onClosed)
                .build();
    }

    private Behavior<Command> onSend(Send send) {
        RoomName room = new RoomName(send.envelope().entityId());
        int home = homes.getOrDefault(room, 0);
        ActorRef<Command> there = place.regions().get(home);
        if (home == place.node()) {
            activation(room).tell(send.envelope().message());
        } else if (there != null) {
            place.network()
                    .carry(
                            place.node(),
                            home,
                            (CrossesNodes) send.envelope().message(),
                            arriving -> there.tell(new Arrived(room, (ChatRoom.Command) arriving)));
        }
        return this;
    }

    /** What comes for a room that is here no more is lost. */
    private Behavior<Command> onArrived(Arrived arrived) {
        if (homes.getOrDefault(arrived.room(), 0) == place.node()) {
            activation(arrived.room()).tell(arrived.command());
        }
        return this;
    }

    private Behavior<Command> onMoved(Moved moved) {
        homes.put(moved.room(), moved.home());
        ActorRef<ChatRoom.Command> here = running.get(moved.room());
        if (here != null && moved.home() != place.node()) {
            here.tell(new ChatRoom.Stop());
        }
        return this;
    }

    private Behavior<Command> onCrash(Crash crash) {
        ActorRef<ChatRoom.Command> here = running.get(crash.room());
        if (here != null) {
            getContext().stop(here);
        }
        return this;
    }

    private Behavior<Command> onShard(Shard asked) {
        if (asked.command() instanceof ClusterSharding.Passivate<?> passivate) {
            running.values().stream()
                    .filter(passivate.entity()::equals)
                    .forEach(room -> room.tell(new ChatRoom.Stop()));
        }
        return this;
    }

    private Behavior<Command> onClosed(Closed closed) {
        running.remove(closed.room(), closed.activation());
        return this;
    }

    private ActorRef<ChatRoom.Command> activation(RoomName room) {
        return running.computeIfAbsent(room, name -> {
            ActorRef<ChatRoom.Command> activation = getContext()
                    .spawnAnonymous(TestRooms.activation(name, place.settings(), place.log(), place.leases(), shard));
            getContext().watchWith(activation, new Closed(name, activation));
            return activation;
        });
    }
}

package confab.room;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.sharding.ShardRegion;
import akka.cluster.sharding.typed.HashCodeMessageExtractor;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.pattern.Patterns;
import confab.config.Settings;
import confab.log.MessageLog;
import confab.model.RoomName;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The way to any room, on whichever node it lives: cluster sharding, one entity per room. */
public final class Rooms {
    private static final EntityTypeKey<ChatRoom.Command> ROOM = EntityTypeKey.create(ChatRoom.Command.class, "room");

    private final ActorSystem<?> system;
    private final ActorRef<ShardingEnvelope<ChatRoom.Command>> region;

    /** Over a region of any make. */
    Rooms(ActorSystem<?> system, ActorRef<ShardingEnvelope<ChatRoom.Command>> region) {
        this.system = system;
        this.region = region;
    }

    /**
     * Lets this node own rooms; to be called once per node.
     *
     * @param counts what the rooms here have done
     * @param maxBatchPosts so many posts are written to the log at once
     */
    public static Rooms start(
            ActorSystem<?> system,
            Settings.Room settings,
            int maxBatchPosts,
            MessageLog log,
            ActorRef<Leases.Command> leases,
            RoomCounts counts,
            Clock clock) {
        Entity<ChatRoom.Command, ShardingEnvelope<ChatRoom.Command>> rooms = Entity.of(
                        ROOM,
                        context -> ChatRoom.create(
                                new RoomName(context.getEntityId()),
                                new RoomPlace(settings, maxBatchPosts, log, leases, context.getShard(), counts, clock)))
                .withMessageExtractor(new HashCodeMessageExtractor<>(settings.shards()))
                .withStopMessage(new ChatRoom.Stop());
        return new Rooms(system, ClusterSharding.get(system).init(rooms));
    }

    /** The shards that are here now. Fails with a {@link java.util.concurrent.TimeoutException} if sharding is silent. */
    public CompletionStage<Set<String>> shards(Duration timeout) {
        return Patterns.ask(Adapter.toClassic(region), ShardRegion.getRegionStatsInstance(), timeout)
                .thenApply(stats ->
                        ((ShardRegion.ShardRegionStats) stats).getStats().keySet());
    }

    /** Sends the room a command; it may be lost on the way. */
    public void tell(RoomName room, ChatRoom.Command command) {
        region.tell(new ShardingEnvelope<>(room.value(), command));
    }

    /** Reads from the log of the room's owner. Fails with a {@link java.util.concurrent.TimeoutException} if it is silent. */
    public CompletionStage<ChatRoom.Part> read(RoomName room, long fromSeq, int limit, int maxBytes, Duration timeout) {
        return AskPattern.ask(
                region,
                replyTo -> new ShardingEnvelope<>(room.value(), new ChatRoom.Read(fromSeq, limit, maxBytes, replyTo)),
                timeout,
                system.scheduler());
    }
}

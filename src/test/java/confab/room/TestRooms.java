package confab.room;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import confab.config.Settings;
import confab.log.MessageLog;
import confab.model.RoomName;
import java.time.Clock;

/** Rooms without cluster sharding, for tests that play its part. */
public final class TestRooms {
    private static final int MAX_BATCH_POSTS = 512;

    private TestRooms() {}

    /** The way to the rooms by a region of the test's own. */
    public static Rooms over(ActorSystem<?> system, ActorRef<ShardingEnvelope<ChatRoom.Command>> region) {
        return new Rooms(system, region);
    }

    /** One activation of the room. */
    public static Behavior<ChatRoom.Command> activation(
            RoomName name,
            Settings.Room settings,
            MessageLog log,
            ActorRef<Leases.Command> leases,
            ActorRef<ClusterSharding.ShardCommand> shard) {
        return ChatRoom.create(
                name,
                new RoomPlace(
                        settings, MAX_BATCH_POSTS, log, leases, shard, new RoomCounts(posts -> {}), Clock.systemUTC()));
    }
}

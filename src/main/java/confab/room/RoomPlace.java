package confab.room;

import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import confab.config.Settings;
import confab.log.MessageLog;
import java.time.Clock;

/**
 * What the rooms of a node have in common.
 *
 * @param shard the room's own shard, which stops it on request
 * @param counts what the rooms here have done
 * @param maxBatchPosts so many posts are written to the log at once
 */
record RoomPlace(
        Settings.Room settings,
        int maxBatchPosts,
        MessageLog log,
        ActorRef<Leases.Command> leases,
        ActorRef<ClusterSharding.ShardCommand> shard,
        RoomCounts counts,
        Clock clock) {

    /** Asks sharding to stop the room; it keeps what comes by it meanwhile for the next activation. */
    void passivate(ActorRef<ChatRoom.Command> room) {
        shard.tell(new ClusterSharding.Passivate<>(room));
    }
}

package confab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.ShardingEnvelope;
import confab.model.UserName;
import confab.protocol.Request;
import confab.room.ChatRoom;
import confab.room.TestRooms;
import confab.scene.TestCluster;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hub whose relay fails. */
final class HubTest {
    private final TestCluster cluster = new TestCluster();
    private final ActorTestKit node = cluster.addNode();
    private final TestProbe<ShardingEnvelope<ChatRoom.Command>> room = node.createTestProbe();
    private final TestLane lane = new TestLane();

    /** What relays ask for the time waits for this, and fails with it. */
    private final CompletableFuture<Long> time = new CompletableFuture<>();

    private final ActorRef<Hub.Command> hub = node.spawn(Hub.create(
            TestRelayPlace.of(TestRooms.over(node.system(), room.getRef()), new Batches.Log(1, 50), "", time::join)));

    @AfterEach
    void stop() {
        time.completeExceptionally(new IllegalStateException("the test is over"));
        cluster.close();
    }

    /** Each client's session ends then, and it comes back to a new relay. */
    @Test
    void whoJoinsARelayThatFailsBeforeItComesToTheJoinSeesItEnd() {
        TestProbe<RelayNews> ann = join("Ann");
        TestProbe<RelayNews> bob = join("Bob");
        ActorRef<RoomRelay.Command> relay = found(bob);
        assertThat(found(ann)).isEqualTo(relay);

        time.completeExceptionally(new IllegalStateException("no clock"));
        bob.expectTerminated(relay);
    }

    private TestProbe<RelayNews> join(String user) {
        TestProbe<RelayNews> session = node.createTestProbe();
        Reader reader = Reader.open(new TestOutlet(lane, user), new TestDialect(true));
        RoomRelay.Join join = new RoomRelay.Join(
                reader, new UserName(user), new Request.Start.Newest(0), null, null, session.getRef());
        hub.tell(new Hub.Join(Batches.ROOM, join));
        return session;
    }

    private static ActorRef<RoomRelay.Command> found(TestProbe<RelayNews> session) {
        return session.expectMessageClass(RelayNews.Found.class).relay();
    }
}

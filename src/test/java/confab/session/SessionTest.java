package confab.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import confab.model.Body;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.CloseCode;
import confab.protocol.Request;
import confab.relay.Hub;
import confab.relay.RelayNews;
import confab.relay.RoomRelay;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session whose client, or whose relay, goes while something is under way. */
final class SessionTest {
    private static final RoomName ROOM = new RoomName("room");

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<Hub.Command> hub = kit.createTestProbe();
    private final TestProbe<RoomRelay.Command> relay = kit.createTestProbe();
    private final TestProbe<Object> watcher = kit.createTestProbe();
    private final TestConnection client = new TestConnection();
    private final ActorRef<Session.Command> session =
            kit.spawn(Session.create(client, TestPlace.of(hub.getRef(), System::nanoTime)));

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void whatAClientSaidBeforeItWentIsDoneThoughItsJoinIsStillUnderWay() {
        ActorRef<RelayNews> replyTo = join();
        client.say(new Request.Post(ROOM, new PostId("one"), Body.ofJson(new byte[] {'1'}), null));
        client.leave();
        relay.expectNoMessage(Duration.ofMillis(100));
        replyTo.tell(new RelayNews.Joining(ROOM, relay.getRef()));
        assertThat(relay.expectMessageClass(RoomRelay.Post.class).draft().id()).isEqualTo(new PostId("one"));
        relay.expectMessageClass(RoomRelay.Leave.class);
        watcher.expectTerminated(session);
    }

    @Test
    void aClientThatGoesWhileItsJoinIsUnderWayLeavesTheRoomThatItComesTo() {
        ActorRef<RelayNews> replyTo = join();
        client.leave();
        relay.expectNoMessage(Duration.ofMillis(100));
        replyTo.tell(new RelayNews.Joining(ROOM, relay.getRef()));
        relay.expectMessageClass(RoomRelay.Leave.class);
        watcher.expectTerminated(session);
    }

    @Test
    void aRelayThatFailsClosesTheConnectionAndNoMoreIsRead() {
        joined(relay);
        client.say(new Request.Who(ROOM, null));
        relay.expectMessageClass(RoomRelay.Who.class);
        relay.stop();
        watcher.expectTerminated(session);
        watcher.awaitAssert(() -> {
            assertThat(client.closed).isEqualTo(CloseCode.INTERNAL_ERROR);
            assertThat(client.isCancelled).isTrue();
            return client;
        });
    }

    /** If it was that of another room, the member that it asked to be is to leave this one. */
    @Test
    void aRelayThatFailsWhileAJoinIsUnderWayClosesTheConnectionAndEndsTheJoin() {
        ActorRef<RelayNews> replyTo = join();
        replyTo.tell(new RelayNews.Found(relay.getRef()));
        relay.stop();
        assertThat(hub.expectMessageClass(Hub.Leave.class).room()).isEqualTo(ROOM);
        watcher.expectTerminated(session);
    }

    private void joined(TestProbe<RoomRelay.Command> relay) {
        ActorRef<RelayNews> replyTo = join();
        replyTo.tell(new RelayNews.Found(relay.getRef()));
        replyTo.tell(new RelayNews.Joining(ROOM, relay.getRef()));
    }

    /** Says hello and asks to join; who is to be told of it. */
    private ActorRef<RelayNews> join() {
        client.say(new Request.Hello(new UserName("Ann"), null));
        client.say(new Request.Join(ROOM, new Request.Start.Newest(0), null, null));
        return hub.expectMessageClass(Hub.Join.class).join().replyTo();
    }
}

package confab.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import confab.model.Body;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.CloseCode;
import confab.protocol.Event;
import confab.protocol.Request;
import confab.relay.Hub;
import confab.relay.RelayNews;
import confab.relay.RoomRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A client that asks, a relay that is asked. */
final class RequestsTest {
    private static final RoomName ROOM = new RoomName("room");
    private static final RoomName OTHER = new RoomName("other");
    private static final Request.Hello HELLO = new Request.Hello(new UserName("Ann"), null);

    private final TestConnection client = new TestConnection();
    private final TestInbox<Hub.Command> hub = TestInbox.create();
    private final TestInbox<RoomRelay.Command> relay = TestInbox.create();
    private final TestInbox<RelayNews> self = TestInbox.create();
    private final Intake intake = new Intake(2);
    private final List<ActorRef<RoomRelay.Command>> left = new ArrayList<>();
    private long nanos;
    private final Requests requests = new Requests(
            new Voice(client, client.dialect()),
            TestPlace.of(hub.getRef(), () -> nanos),
            intake,
            self.getRef(),
            left::add);

    @Test
    void beforeHelloNothingIsDone() {
        requests.handle(join(ROOM));
        assertThat(client.heard()).contains("bad_request", "the first frame is hello");
        requests.handle(post("one"));
        assertThat(client.heard()).contains("bad_request", "the first frame is hello", "\"one\"");
        assertThat(hub.hasMessages()).isFalse();
    }

    @Test
    void helloComesOnceAndAClientWithoutANameIsAGuest() {
        requests.handle(new Request.Hello(null, "1"));
        assertThat(client.heard()).contains("welcome", "guest");
        requests.handle(HELLO);
        assertThat(client.heard()).contains("bad_request", "hello comes once");
    }

    @Test
    void whoIsNoMemberIsToldToJoinFirst() {
        requests.handle(HELLO);
        client.heard();
        requests.handle(new Request.Who(ROOM, "7"));
        assertThat(client.heard()).contains("not_joined", "\"7\"");
        requests.handle(new Request.Leave(ROOM, null));
        assertThat(client.heard()).contains("not_joined", "\"leave\"");
    }

    @Test
    void aMemberPostsAsItselfAndNotTooFast() {
        join();
        requests.handle(post("one"));
        requests.handle(post("two"));
        requests.handle(post("three"));
        assertThat(client.heard()).contains("rate_limited", "\"three\"", "\"retryAfterMillis\":100");
        nanos += Duration.ofMillis(100).toNanos();
        requests.handle(post("three"));
        assertThat(relay.getAllReceived())
                .extracting(told -> ((RoomRelay.Post) told).draft().id().value())
                .containsExactly("one", "two", "three");
        assertThat(client.heard()).isEmpty();
    }

    @Test
    void tooManyUnansweredPostsWithholdTheNextRequest() {
        join();
        requests.handle(post("one"));
        intake.received(post("two"));
        requests.handle(Objects.requireNonNull(intake.next()));
        intake.received(post("three"));
        assertThat(intake.next()).isNull();
        intake.answered();
        assertThat(intake.next()).isEqualTo(post("three"));
    }

    @Test
    void aNodeThatLostItsClusterKeepsNoPostsButTheRestGoesOn() {
        join();
        requests.cutOff();
        requests.handle(post("one"));
        assertThat(client.heard()).contains("unavailable", "\"one\"");
        requests.handle(new Request.Who(ROOM, null));
        assertThat(relay.getAllReceived()).containsExactly(new RoomRelay.Who(null, self.getRef()));
    }

    @Test
    void whoJoinsAgainLeavesFirstAndNobodyJoinsTooManyRooms() {
        join();
        requests.handle(join(OTHER));
        assertThat(client.heard()).contains("bad_request", "at most 1 rooms");
        requests.handle(join(ROOM));
        assertThat(((RoomRelay.Leave) relay.receiveMessage()).left()).isNull();
        assertThat(left).containsExactly(relay.getRef());
        assertThat(((Hub.Join) hub.receiveMessage()).room()).isEqualTo(ROOM);
        assertThat(intake.isIdle()).isFalse();
    }

    @Test
    void whoLeavesHearsOfItFromTheRelayAndIsNoMember() {
        join();
        requests.handle(new Request.Leave(ROOM, "9"));
        assertThat(((RoomRelay.Leave) relay.receiveMessage()).left()).isEqualTo(new Event.Left(ROOM, "9"));
        assertThat(left).containsExactly(relay.getRef());
        requests.handle(post("one"));
        assertThat(client.heard()).contains("not_joined");
    }

    @Test
    void whoIsPutOutOfAClosedRoomHearsOfItFromTheRelayAndMayJoinAgain() {
        requests.putOut(ROOM);
        join();
        requests.putOut(OTHER);
        requests.putOut(ROOM);
        assertThat(((RoomRelay.Leave) relay.receiveMessage()).left()).isEqualTo(Event.Left.putOut(ROOM));
        assertThat(relay.hasMessages()).isFalse();
        assertThat(left).containsExactly(relay.getRef());
        requests.handle(join(ROOM));
        assertThat(((Hub.Join) hub.receiveMessage()).room()).isEqualTo(ROOM);
    }

    @Test
    void whoIsAboutToJoinAClosedRoomIsPutOutWhenItHas() {
        requests.handle(HELLO);
        requests.handle(join(ROOM));
        requests.putOut(ROOM);
        requests.putOut(OTHER);
        assertThat(relay.hasMessages()).isFalse();
        requests.joined(ROOM, relay.getRef());
        assertThat(((RoomRelay.Leave) relay.receiveMessage()).left()).isEqualTo(Event.Left.putOut(ROOM));
        assertThat(left).containsExactly(relay.getRef());
        requests.handle(join(ROOM));
        requests.joined(ROOM, relay.getRef());
        assertThat(relay.hasMessages()).as("it was closed before").isFalse();
    }

    @Test
    void aConnectionThatIsGoneLeavesItsRooms() {
        join();
        requests.leaveAll();
        assertThat(((RoomRelay.Leave) relay.receiveMessage()).user()).isEqualTo(new UserName("Ann"));
    }

    @Test
    void threeFramesInARowThatAreNotJsonCloseTheConnection() {
        Request nonsense = new Request.NotJson("not JSON");
        requests.handle(nonsense);
        requests.handle(nonsense);
        requests.handle(new Request.Ping(null));
        requests.handle(nonsense);
        requests.handle(nonsense);
        assertThat(client.closed).isNull();
        requests.handle(nonsense);
        assertThat(client.closed).isEqualTo(CloseCode.PROTOCOL);
    }

    /** Says hello and becomes a member of the room. */
    private void join() {
        requests.handle(HELLO);
        client.heard();
        requests.handle(join(ROOM));
        assertThat(((Hub.Join) hub.receiveMessage()).room()).isEqualTo(ROOM);
        requests.joined(ROOM, relay.getRef());
        intake.joined();
    }

    private static Request.Join join(RoomName room) {
        return new Request.Join(room, new Request.Start.Newest(0), null, null);
    }

    private static Request.Post post(String id) {
        return new Request.Post(ROOM, new PostId(id), Body.ofJson(new byte[] {'1'}), null);
    }
}

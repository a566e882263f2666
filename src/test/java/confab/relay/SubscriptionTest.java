package confab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import confab.model.UserName;
import confab.room.ChatRoom;
import confab.room.Crowd;
import confab.room.CrowdSeq;
import confab.room.Leases;
import confab.room.NodeId;
import confab.room.RoomNews;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A relay that reports to a room who is here. */
final class SubscriptionTest {
    private static final NodeId NODE = new NodeId("a");
    private static final UserName ANN = new UserName("Ann");
    private static final UserName BOB = new UserName("Bob");

    private final TestInbox<RoomNews> relay = TestInbox.create();
    private final TestInbox<Leases.Command> leases = TestInbox.create();
    private final Queue<ChatRoom.Command> room = new ArrayDeque<>();
    private final LocalUsers users = new LocalUsers();
    private final Subscription subscription = new Subscription(NODE, relay.getRef(), room::add, users, new CrowdView());

    @Test
    void oneReportIsUnderWayAtATimeAndTheNextGathersMeanwhile() {
        users.join(ANN);
        subscription.report();
        ChatRoom.Subscribe first = heard();
        users.join(BOB);
        subscription.report();
        assertThat(room).isEmpty();
        answer(first, leases.getRef());
        subscription.report();
        assertThat(heard().attendance().names()).containsExactly(ANN, BOB);
    }

    @Test
    void aReportIsDueUntilItIsAnswered() {
        users.join(ANN);
        subscription.report();
        assertThat(subscription.isReportDue(true)).isTrue();
        ChatRoom.Subscribe first = heard();
        subscription.reportAgain();
        assertThat(heard()).isEqualTo(first);
        answer(first, leases.getRef());
        assertThat(subscription.isReportDue(true)).isFalse();
        assertThat(subscription.isHeld()).isTrue();
    }

    @Test
    void theLeaseMovesWithTheRoom() {
        users.join(ANN);
        subscription.report();
        ChatRoom.Subscribe report = heard();
        assertThat(answer(report, leases.getRef())).isTrue();
        assertThat(answer(report, leases.getRef())).isFalse();
        assertThat(answer(report, TestInbox.<Leases.Command>create("other").getRef()))
                .isTrue();
    }

    @Test
    void aLostRoomIsToldAllAgain() {
        users.join(ANN);
        subscription.report();
        ChatRoom.Subscribe first = heard();
        answer(first, leases.getRef());
        subscription.lost(true);
        ChatRoom.Subscribe again = heard();
        assertThat(again.attendance().version())
                .isGreaterThan(first.attendance().version());
        assertThat(again.attendance().names()).containsExactly(ANN);
    }

    @Test
    void aLostRoomIsNotCalledBackForNobodyAndWhoeverComesNextIsReported() {
        users.join(ANN);
        subscription.report();
        answer(heard(), leases.getRef());
        users.leave(ANN);
        subscription.lost(false);
        assertThat(room).isEmpty();
        assertThat(subscription.isHeld()).isFalse();
        assertThat(subscription.isReportDue(false)).isFalse();
        users.join(BOB);
        assertThat(subscription.isReportDue(true)).isTrue();
        subscription.report();
        assertThat(heard().attendance().names()).containsExactly(BOB);
    }

    private boolean answer(ChatRoom.Subscribe report, ActorRef<Leases.Command> by) {
        return subscription.answered(new RoomNews.Subscribed(
                report.attendance().version(), 0, new Crowd(1, List.of(ANN), 0), by, new CrowdSeq(1, 0), null));
    }

    private ChatRoom.Subscribe heard() {
        return (ChatRoom.Subscribe) room.remove();
    }
}

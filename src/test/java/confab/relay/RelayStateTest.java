package confab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import confab.log.MessageLog;
import confab.model.Body;
import confab.model.Draft;
import confab.model.PostId;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.Event;
import confab.protocol.Request.Start;
import confab.room.Attendance;
import confab.room.Crowd;
import confab.room.CrowdSeq;
import confab.room.Leases;
import confab.room.RoomNews;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pure parts of a relay: where a join begins, what waits upward, who is here. */
final class RelayStateTest {
    private final TestInbox<RelayNews> session = TestInbox.create();
    private final PostCounts counts = new PostCounts();

    @Test
    void aJoinBeginsWhereTheClientStopped() {
        assertThat(point(new Start.After(7), 10)).isEqualTo(new JoinPoint(8, 0, 0, false, 0));
        assertThat(point(new Start.After(0), 0)).isEqualTo(new JoinPoint(1, 0, 0, false, 0));
        assertThat(point(new Start.After(10), 10)).isEqualTo(new JoinPoint(11, 0, 0, false, 0));
    }

    @Test
    void aJoinWithHistoryBeginsWithTheNewest() {
        assertThat(point(new Start.Newest(3), 10)).isEqualTo(new JoinPoint(8, 0, 0, false, 10));
        assertThat(point(new Start.Newest(50), 10).cursor()).isEqualTo(1);
        assertThat(point(new Start.Newest(0), 10).cursor()).isEqualTo(11);
    }

    @Test
    void aResumeFromTooFarBackIsCutWithAGap() {
        assertThat(point(new Start.After(5), 1_005)).isEqualTo(new JoinPoint(906, 6, 905, false, 0));
        assertThat(point(new Start.After(905), 1_005)).isEqualTo(new JoinPoint(906, 0, 0, false, 0));
    }

    @Test
    void whoRemembersAnotherLogBeginsAnew() {
        assertThat(point(new Start.After(11), 10)).isEqualTo(new JoinPoint(1, 0, 0, true, 10));
        JoinPoint other = JoinPoint.of(new Start.After(99), "old", "log", 200, 100);
        assertThat(other).isEqualTo(new JoinPoint(151, 0, 0, true, 200));
    }

    @Test
    void oneBatchIsUnderWayAndTheNextGathersMeanwhile() {
        Outbox outbox = new Outbox(counts, 100, 3, 1 << 20);
        outbox.offer(pending("1", "s", 0));
        Outbox.Shipment first = outbox.ship();
        for (int i = 2; i <= 5; i++) {
            outbox.offer(pending("" + i, "s", 0));
        }
        assertThat(first).isNotNull();
        assertThat(outbox.ship()).isNull();
        assertThat(outbox.answered(99, places(1))).isEmpty();
        assertThat(outbox.answered(first.number(), places(1))).hasSize(1);
        Outbox.Shipment second = outbox.ship();
        assertThat(second).isNotNull();
        assertThat(second.drafts()).extracting(draft -> draft.id().value()).containsExactly("2", "3", "4");
    }

    @Test
    void batchesAreBoundedByBytesToo() {
        Outbox outbox = new Outbox(counts, 100, 50, 1_100);
        Stream.of("1", "2", "3").forEach(id -> outbox.offer(pending(id, "s", 0)));
        Outbox.Shipment first = outbox.ship();
        assertThat(first).isNotNull();
        assertThat(first.posts()).hasSize(2);
    }

    @Test
    void aPostTooManyIsNotTaken() {
        Outbox outbox = new Outbox(counts, 2, 1, 1 << 20);
        assertThat(Stream.of("1", "2", "3").map(id -> outbox.offer(pending(id, "s", 0))))
                .containsExactly(true, true, false);
        assertThat(counts.overloaded()).isEqualTo(1);
        assertThat(counts.waiting()).isEqualTo(2);
    }

    @Test
    void whatIsTakenWaitsUntilItIsAnsweredOrGivenUp() {
        Outbox outbox = new Outbox(counts, 100, 3, 1 << 20);
        Stream.of("1", "2", "3", "4", "5").forEach(id -> outbox.offer(pending(id, id, Long.parseLong(id))));
        assertThat(counts.bytes()).isEqualTo(5);
        outbox.ship();
        outbox.answered(99, places(1, 2, 3));
        assertThat(counts.waiting()).isEqualTo(5);
        outbox.answered(1, places(1, 2, 2));
        assertThat(counts.waiting()).isEqualTo(2);
        assertThat(counts.kept()).isEqualTo(2);
        assertThat(counts.repeated()).isEqualTo(1);
        outbox.ship();
        outbox.expire(5);
        assertThat(counts.unavailable()).as("the batch under way, whole").isEqualTo(2);
        outbox.offer(pending("6", "6", 6));
        outbox.ship();
        outbox.offer(pending("7", "7", 7));
        outbox.close();
        outbox.close();
        assertThat(counts.unavailable()).isEqualTo(4);
        assertThat(counts.waiting()).isZero();
    }

    @Test
    void withAPostThatIsGivenUpGoThoseThatItsSessionPostedLater() {
        Outbox outbox = new Outbox(counts, 100, 1, 1 << 20);
        outbox.offer(pending("1", "a", 0));
        outbox.ship();
        outbox.offer(pending("2", "a", 90));
        outbox.offer(pending("3", "b", 95));
        List<Outbox.Pending> expired = outbox.expire(50);
        assertThat(expired).extracting(post -> post.draft().id().value()).containsExactly("1", "2");
        Outbox.Shipment next = outbox.ship();
        assertThat(next).isNotNull();
        assertThat(next.drafts().get(0).id().value()).isEqualTo("3");
    }

    @Test
    void aUserOfTwoConnectionsComesAndGoesOnce() {
        LocalUsers users = new LocalUsers();
        users.join(new UserName("Ann"));
        users.join(new UserName("Ann"));
        Attendance first = users.attendance();
        users.confirm(first.version());
        users.leave(new UserName("Ann"));
        assertThat(users.isToBeTold()).isFalse();
        users.leave(new UserName("Ann"));
        assertThat(users.isToBeTold()).isTrue();
        Attendance second = users.attendance();
        assertThat(first.users()).isEqualTo(1);
        assertThat(second.users()).isZero();
        assertThat(second.left()).containsExactly(new UserName("Ann"));
        assertThat(second.version()).isGreaterThan(first.version());
    }

    @Test
    void oneReportIsUnderWayAtATime() {
        LocalUsers users = new LocalUsers();
        users.join(new UserName("Ann"));
        Attendance first = users.attendance();
        users.join(new UserName("Bob"));
        assertThat(users.isToBeTold()).isFalse();
        users.confirm(first.version());
        assertThat(users.isToBeTold()).isTrue();
        assertThat(users.attendance().names()).hasSize(2);
    }

    @Test
    void aCrowdIsToldWithThoseTheRoomHasNotHeardOf() {
        LocalUsers users = new LocalUsers();
        users.join(new UserName("Bob"));
        Crowd crowd = new Crowd(1, List.of(new UserName("Ann")), 0);
        assertThat(users.with(crowd, 100))
                .isEqualTo(new Event.Crowd(2, List.of(new UserName("Ann"), new UserName("Bob")), 0));
        assertThat(users.with(crowd, 1)).isEqualTo(new Event.Crowd(2, null, 0));
    }

    @Test
    void membersAreToldTheDifferenceToWhatTheyWereToldLast() {
        CrowdView view = new CrowdView();
        view.subscribed(subscribed(named("Ann", "Bob"), 1, 1));
        // The room moved, and begins to tell from nothing.
        PresenceChange change = view.changed(changed(named("Bob"), 2, 1));
        assertThat(change).isEqualTo(new PresenceChange(List.of(), names("Ann"), 1, 0));
        assertThat(view.changed(changed(named("Bob"), 2, 1))).isNull();
        PresenceChange doubt = view.changed(changed(new Crowd(1, names("Bob"), 1), 2, 2));
        assertThat(doubt).isEqualTo(new PresenceChange(List.of(), List.of(), 1, 1));
    }

    @Test
    void whatTheRoomSaidEarlierIsNotBelievedWhenItArrivesLater() {
        CrowdView view = new CrowdView();
        view.subscribed(subscribed(named("Ann"), 2, 1));
        assertThat(view.changed(changed(named("Ann", "Bob"), 2, 3))).isNotNull();
        assertThat(view.changed(changed(named("Ann", "Cat"), 2, 2))).isNull();
        assertThat(view.subscribed(subscribed(named("Dan"), 1, 9))).isNull();
        assertThat(view.isOfFormerOwner(new CrowdSeq(1, 9))).isTrue();
        assertThat(view.crowd()).isEqualTo(named("Ann", "Bob"));
    }

    @Test
    void aChangeThatWasLostIsToldWhenTheRoomIsAskedAgain() {
        CrowdView view = new CrowdView();
        view.subscribed(subscribed(named("Ann"), 1, 1));
        assertThat(view.misses(new CrowdSeq(1, 1))).isFalse();
        assertThat(view.misses(new CrowdSeq(1, 2))).isTrue();
        assertThat(view.subscribed(subscribed(named("Bob"), 1, 2)))
                .isEqualTo(new PresenceChange(names("Bob"), names("Ann"), 1, 0));
        assertThat(view.subscribed(subscribed(named("Bob", "Cat"), 1, 2)))
                .as("comes with the next change")
                .isNull();
    }

    @Test
    void whoWasShownSomebodyThatHasLeftSinceIsToldSo() {
        CrowdView view = new CrowdView();
        view.subscribed(subscribed(named("Ann"), 1, 1));
        view.shown(new Event.Crowd(3, names("Ann", "Bob", "Cat"), 0));
        assertThat(view.changed(changed(named("Ann", "Bob"), 1, 2)))
                .as("the others have not heard of Bob")
                .isEqualTo(new PresenceChange(names("Bob"), names("Cat"), 2, 0));
    }

    @Test
    void aReportThatTheRoomForgotIsToldAgain() {
        LocalUsers users = new LocalUsers();
        users.join(new UserName("Ann"));
        users.confirm(users.attendance().version());
        users.join(new UserName("Bob"));
        Attendance second = users.attendance();
        users.confirm(second.version());
        users.confirm(second.version() - 1);
        assertThat(users.isConfirmed()).isFalse();
        assertThat(users.attendance().names()).hasSize(2);
    }

    @Test
    void theNodesBudgetTakesFromTheRoomThatWasQuietLongest() {
        int weight = Batches.batch(21, 30).weight();
        RecentBudget budget = new RecentBudget(3L * weight);
        Recent quiet = new Recent(1_000, budget);
        Recent busy = new Recent(1_000, budget);
        quiet.append(Batches.batch(1, 10));
        busy.append(Batches.batch(1, 10));
        busy.append(Batches.batch(11, 20));
        assertThat(quiet.at(1)).isNotNull();
        busy.append(Batches.batch(21, 30));
        assertThat(quiet.at(1)).isNull();
        assertThat(quiet.end()).isEqualTo(10);
        assertThat(busy.at(1)).isNotNull();
    }

    @Test
    void recentMessagesAreBoundedAndOldOnesAreNotTakenAgain() {
        Recent recent = new Recent(20, new RecentBudget(1 << 20));
        recent.append(Batches.batch(1, 10));
        recent.append(Batches.batch(5, 10));
        recent.append(Batches.batch(11, 20));
        recent.append(Batches.batch(21, 30));
        assertThat(recent.at(1)).isNull();
        assertThat(recent.at(11)).isNotNull();
        recent.append(Batches.batch(25, 35));
        assertThat(recent.end()).isEqualTo(35);
        assertThat(recent.at(35)).as("known in part: read from the log").isNull();
    }

    private static JoinPoint point(Start from, long end) {
        return JoinPoint.of(from, null, "log", end, 100);
    }

    /** The second of two equal seqs is of a repeat. */
    private static List<MessageLog.Place> places(long... seqs) {
        Set<Long> seen = new HashSet<>();
        return LongStream.of(seqs)
                .mapToObj(seq -> new MessageLog.Place(seq, 0, !seen.add(seq)))
                .toList();
    }

    private Outbox.Pending pending(String id, String origin, long since) {
        Draft draft =
                new Draft(new PostId(id), new UserName("Ann"), Body.ofJson(new byte[] {'1'}), new SessionId(origin));
        return new Outbox.Pending(draft, null, session.getRef(), since);
    }

    private static RoomNews.Subscribed subscribed(Crowd crowd, long epoch, long change) {
        ActorRef<Leases.Command> leases = TestInbox.<Leases.Command>create().getRef();
        return new RoomNews.Subscribed(1, 0, crowd, leases, new CrowdSeq(epoch, change), null);
    }

    private static RoomNews.CrowdChanged changed(Crowd crowd, long epoch, long change) {
        return new RoomNews.CrowdChanged(crowd, List.of(), List.of(), new CrowdSeq(epoch, change));
    }

    private static Crowd named(String... names) {
        return new Crowd(names.length, names(names), 0);
    }

    private static List<UserName> names(String... names) {
        return Stream.of(names).map(UserName::new).toList();
    }
}

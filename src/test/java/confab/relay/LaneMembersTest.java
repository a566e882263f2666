package confab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.Event;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Join, live, catch-up and resume are one mechanism; this is it, without sockets. */
final class LaneMembersTest {
    private final TestLane lane = new TestLane();
    private final TestDialect json = new TestDialect(true);
    private final TestDialect text = new TestDialect(false);
    private final RecentBudget budget = new RecentBudget(1 << 20);
    private final Recent recent = new Recent(100, budget);
    private Batches.Log log = new Batches.Log(1, 1_000);
    private LaneMembers members = members();

    @AfterEach
    void allSharedBytesWereLetGo() {
        assertThat(lane.open).isZero();
    }

    @Test
    void membersShareOneEncodingAndAreFlushedOncePerTask() {
        TestOutlet ann = join("ann", json, live());
        TestOutlet bob = join("bob", json, live());
        int flushesBefore = ann.flushes;
        publish(1, 3);
        publish(4, 5);
        lane.run();
        assertThat(ann.text()).isEqualTo("[joined]1 2 3 4 5 ");
        assertThat(bob.text()).isEqualTo(ann.text());
        assertThat(ann.flushes - flushesBefore).isEqualTo(1);
        assertThat(json.encodings).isEqualTo(2);
    }

    @Test
    void whoJoinsWithHistoryReadsItFromTheLogThenLive() {
        recent.advance(300);
        TestOutlet ann = join("ann", json, after(120));
        publish(301, 302);
        lane.run();
        assertThat(ann.text()).isEqualTo("[joined]" + seqs(121, 302));
        assertThat(log.reads).containsExactly(1L, 129L, 257L);
    }

    @Test
    void pagesAreReadOnceForAll() {
        recent.advance(100);
        join("ann", json, after(0));
        join("bob", json, after(50));
        TestOutlet cat = join("cat", json, after(99));
        assertThat(cat.text()).isEqualTo("[joined]100 ");
        assertThat(log.reads).containsExactly(1L);
    }

    @Test
    void messagesThatCameMeanwhileFollowTheHistoryWithoutGapOrRepeat() {
        recent.advance(10);
        log.isSlow = true;
        TestOutlet ann = join("ann", json, after(0));
        publish(11, 12);
        lane.run();
        assertThat(ann.text()).isEqualTo("[joined]");
        log.waiting.forEach(Runnable::run);
        log.isSlow = false;
        lane.run();
        assertThat(ann.text()).isEqualTo("[joined]" + seqs(1, 12));
    }

    @Test
    void aBatchThatDidNotArriveIsReadFromTheLog() {
        TestOutlet ann = join("ann", json, live());
        publish(1, 2);
        publish(6, 7);
        lane.run();
        assertThat(ann.text()).isEqualTo("[joined]" + seqs(1, 7));
    }

    @Test
    void whoDoesNotReadFallsBehindAndIsCaughtUp() {
        TestOutlet slow = join("slow", json, live());
        TestOutlet ann = join("ann", json, live());
        slow.room = 1;
        for (long seq = 1; seq <= 400; seq++) {
            publish(seq, seq);
            lane.run();
        }
        assertThat(slow.text()).isEqualTo("[joined]1 ");
        assertThat(ann.text()).isEqualTo("[joined]" + seqs(1, 400));
        slow.drain(Integer.MAX_VALUE);
        lane.run();
        assertThat(slow.text()).isEqualTo("[joined]" + seqs(1, 400));
    }

    @Test
    void whatTheLogLostIsToldAsAGap() {
        log = new Batches.Log(51, 100);
        members = members();
        recent.advance(100);
        TestOutlet ann = join("ann", json, after(10));
        TestOutlet bob =
                join("bob", json, JoinPoint.of(new confab.protocol.Request.Start.Newest(80), null, "", 100, 9));
        assertThat(ann.text()).isEqualTo("[joined][gap11-50]" + seqs(51, 100));
        assertThat(bob.text()).as("asked for no number").isEqualTo("[joined]" + seqs(51, 100));
    }

    @Test
    void whatTheLogHasNotAtAllIsAGapToTheEnd() {
        log = new Batches.Log(1, 5);
        members = members();
        recent.advance(9);
        TestOutlet ann = join("ann", json, after(3));
        publish(10, 10);
        lane.run();
        assertThat(ann.text()).isEqualTo("[joined]4 5 [gap6-9]10 ");
    }

    @Test
    void plainTextDoesNotHearItself() {
        TestOutlet tom = join("tom", text, live());
        recent.append(new Batch(
                Batches.ROOM,
                List.of(
                        Batches.message(1, "tom"),
                        Batches.message(2, "ann"),
                        Batches.message(3, "tom"),
                        Batches.message(4, "ann"),
                        Batches.message(5, "ann"))));
        members.wake();
        lane.run();
        assertThat(tom.text()).isEqualTo("[joined]2 4 5 ");
        assertThat(tom.written).hasSize(3);
    }

    @Test
    void whoLeftHearsNoMore() {
        TestOutlet ann = new TestOutlet(lane, "ann");
        Reader reader = Reader.open(ann, json);
        members.join(reader, live(), joined());
        join("bob", json, live());
        publish(1, 1);
        members.leave(reader, recent.end(), new Event.Left(Batches.ROOM, null));
        lane.run();
        publish(2, 2);
        lane.run();
        assertThat(ann.text()).isEqualTo("[joined]1 [left]");
    }

    @Test
    void whoIsGoneIsNotWrittenTo() {
        TestOutlet ann = join("ann", json, live());
        ann.lose();
        publish(1, 1);
        lane.run();
        assertThat(ann.text()).isEqualTo("[joined]");
    }

    @Test
    void presenceThatCouldNotBeToldIsToldLaterInOnePiece() {
        TestOutlet slow = join("slow", json, live());
        slow.room = 0;
        members.tell(presence(List.of("Ann", "Bob"), List.of()));
        members.tell(presence(List.of("Cat"), List.of("Ann")));
        members.tellTyping(new Event.Typing(Batches.ROOM, new UserName("Bob")), new SessionId("bob"));
        lane.run();
        assertThat(slow.text()).isEqualTo("[joined]");
        slow.drain(10);
        lane.run();
        assertThat(slow.text()).isEqualTo("[joined][presence+[Bob, Cat]-[]]");
    }

    @Test
    void typingIsNotToldToWhoTypes() {
        TestOutlet ann = join("ann", json, live());
        TestOutlet bob = join("bob", json, live());
        members.tellTyping(new Event.Typing(Batches.ROOM, new UserName("Bob")), new SessionId("bob"));
        lane.run();
        assertThat(ann.text()).isEqualTo("[joined][typing]");
        assertThat(bob.text()).isEqualTo("[joined]");
    }

    @Test
    void aLargeRoomIsServedInTurnsAndLosesNobody() {
        List<TestOutlet> all = LongStream.range(0, 5_000)
                .mapToObj(i -> join("u" + i, json, live()))
                .toList();
        publish(1, 1);
        publish(2, 2);
        lane.run();
        assertThat(all).allSatisfy(one -> assertThat(one.text()).isEqualTo("[joined]1 2 "));
    }

    private TestOutlet join(String session, TestDialect dialect, JoinPoint from) {
        TestOutlet outlet = new TestOutlet(lane, session);
        members.join(Reader.open(outlet, dialect), from, joined());
        lane.run();
        return outlet;
    }

    private void publish(long first, long last) {
        recent.append(Batches.batch(first, last));
        members.wake();
    }

    private LaneMembers members() {
        return new LaneMembers(
                Batches.ROOM, lane, recent, new Pages(log, 4, 1 << 20), "log", new Books(new TestTimes()));
    }

    private JoinPoint live() {
        return after(recent.end());
    }

    private static JoinPoint after(long seq) {
        return new JoinPoint(seq + 1, 0, 0, false, 0);
    }

    private static Event.Joined joined() {
        return new Event.Joined(Batches.ROOM, 0, "log", false, new Event.Crowd(0, null, 0), null);
    }

    private static PresenceChange presence(List<String> joined, List<String> left) {
        return new PresenceChange(
                joined.stream().map(UserName::new).toList(),
                left.stream().map(UserName::new).toList(),
                2,
                0);
    }

    private static String seqs(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(seq -> seq + " ").collect(Collectors.joining());
    }
}

package confab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.Event;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who follows a connection hears where each frame takes it, right before the frame. */
final class ProgressTest {
    private final TestLane lane = new TestLane();
    private final Recent recent = new Recent(100, new RecentBudget(1 << 20));
    private Batches.Log log = new Batches.Log(1, 1_000);
    private final TestOutlet ann = new TestOutlet(lane, "ann");

    ProgressTest() {
        ann.progress = new Progress() {
            @Override
            public void reached(RoomName room, long seq) {
                ann.written.add("<" + room + "=" + seq + ">");
            }

            @Override
            public void left(RoomName room) {
                ann.written.add("<-" + room + ">");
            }
        };
    }

    @AfterEach
    void allSharedBytesWereLetGo() {
        assertThat(lane.open).isZero();
    }

    @Test
    void eachMessageOfABatchIsAFrameOfItsOwn() {
        LaneMembers members = members();
        join(members, true, after(0));
        recent.append(Batches.batch(1, 3));
        members.wake();
        lane.run();
        assertThat(ann.written)
                .containsExactly("<room=0>", "[joined]", "<room=1>", "1 ", "<room=2>", "2 ", "<room=3>", "3 ");
    }

    @Test
    void whatComesBetweenMessagesChangesNothing() {
        LaneMembers members = members();
        join(members, true, after(0));
        members.tellTyping(
                new Event.Typing(Batches.ROOM, new UserName("Bob")),
                Batches.message(1, "bob").origin());
        lane.run();
        assertThat(ann.text()).isEqualTo("<room=0>[joined][typing]");
    }

    @Test
    void historyIsFollowedFromTheLogAsWell() {
        recent.advance(3);
        join(members(), true, after(1));
        assertThat(ann.text()).isEqualTo("<room=1>[joined]<room=2>2 <room=3>3 ");
    }

    @Test
    void aResumeTooFarBackIsWhereItWasUntilTheGapIsTold() {
        recent.advance(12);
        join(members(), true, JoinPoint.of(new confab.protocol.Request.Start.After(5), null, "log", 12, 2));
        assertThat(ann.text()).isEqualTo("<room=5>[joined]<room=10>[gap6-10]<room=11>11 <room=12>12 ");
    }

    @Test
    void aGapInTheLogTakesTheMemberToItsEnd() {
        log = new Batches.Log(4, 5);
        recent.advance(5);
        join(members(), true, after(1));
        assertThat(ann.text()).isEqualTo("<room=1>[joined]<room=3>[gap2-3]<room=4>4 <room=5>5 ");
    }

    @Test
    void ownMessagesThatAreNotShownCountAsReached() {
        LaneMembers members = members();
        join(members, false, after(0));
        recent.append(new Batch(Batches.ROOM, List.of(Batches.message(1, "bob"), Batches.message(2, "ann"))));
        members.wake();
        lane.run();
        assertThat(ann.text()).isEqualTo("<room=0>[joined]<room=1>1 <room=2>");
    }

    @Test
    void whoLeavesIsOutBeforeItIsTold() {
        LaneMembers members = members();
        Reader reader = join(members, true, after(0));
        members.leave(reader, recent.end(), new Event.Left(Batches.ROOM, null));
        lane.run();
        assertThat(ann.text()).isEqualTo("<room=0>[joined]<-room>[left]");
    }

    private Reader join(LaneMembers members, boolean echoes, JoinPoint from) {
        Reader reader = Reader.open(ann, new TestDialect(echoes));
        members.join(reader, from, new Event.Joined(Batches.ROOM, 0, "log", false, new Event.Crowd(0, null, 0), null));
        lane.run();
        return reader;
    }

    private LaneMembers members() {
        return new LaneMembers(
                Batches.ROOM, lane, recent, new Pages(log, 4, 1 << 20), "log", new Books(new TestTimes()));
    }

    private static JoinPoint after(long seq) {
        return new JoinPoint(seq + 1, 0, 0, false, 0);
    }
}

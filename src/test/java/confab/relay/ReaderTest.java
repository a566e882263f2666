package confab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import confab.model.RoomName;
import confab.protocol.Event;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One connection in several rooms, whose outlet takes less than there is to say. */
final class ReaderTest {
    /** Messages that the busy rooms have waiting: more than the outlet takes in any of these tests. */
    private static final int BACKLOG = 400;

    private final TestLane lane = new TestLane();
    private final TestDialect json = new TestDialect(true);
    private final TestOutlet outlet = new TestOutlet(lane, "ann");
    private final Reader reader = Reader.open(outlet, json);
    private final Pages pages = new Pages(new Batches.Log(1, BACKLOG), 4, 1 << 20);

    @AfterEach
    void allSharedBytesWereLetGo() {
        assertThat(lane.open).isZero();
    }

    @Test
    void aRoomThatAlwaysHasMoreDoesNotKeepTheOthersWaiting() {
        outlet.room = 0;
        Room busy = join("busy");
        Room calm = join("calm");
        Room quiet = join("quiet");
        busy.publishAll();
        calm.publish(1);
        quiet.publish(2);
        lane.run();

        drain(1);
        drain(1);
        assertThat(said()).isEqualTo("1 1 ");
        drain(1);
        assertThat(said()).as("the third has had its turn").isEqualTo("1 1 1 ");
        drain(4);
        assertThat(said()).as("the busy one goes on, then what is left").isEqualTo("1 1 1 2 3 4 5 ");
        drain(1);
        assertThat(said()).isEqualTo("1 1 1 2 3 4 5 2 ");
    }

    @Test
    void whoReadsFromTheLogGetsItsTurnBesideARoomThatAlwaysHasMore() {
        outlet.room = 0;
        Room busy = join("busy");
        Room late = join("late");
        busy.publishAll();
        late.recent.advance(BACKLOG);
        late.members.wake();
        lane.run();

        for (int i = 0; i < 8; i++) {
            drain(1);
        }
        String all = said();
        assertThat(all).contains("128 ");
        assertThat(all.split(" "))
                .as("pages of 128 of the one, single messages of the other")
                .hasSizeGreaterThan(128);
    }

    @Test
    void whoseConnectionEndsInTheMiddleOfItsTurnsIsAskedNoMore() {
        outlet.room = 0;
        join("a").publish(1);
        join("b").publish(1);
        lane.run();
        outlet.onWrite = outlet::lose;

        drain(2);
        drain(2);
        assertThat(said()).isEqualTo("1 ");
    }

    private void drain(int writes) {
        outlet.drain(writes);
        lane.run();
    }

    /** All that came of messages. */
    private String said() {
        return outlet.text().replace("[joined]", "");
    }

    private Room join(String name) {
        Recent recent = new Recent(BACKLOG, new RecentBudget(1 << 20));
        RoomName room = new RoomName(name);
        LaneMembers members = new LaneMembers(room, lane, recent, pages, "log", new Books(new TestTimes()));
        Event.Joined joined = new Event.Joined(room, 0, "log", false, new Event.Crowd(0, null, 0), null);
        members.join(reader, new JoinPoint(1, 0, 0, false, 0), joined);
        lane.run();
        return new Room(recent, members);
    }

    private record Room(Recent recent, LaneMembers members) {
        /** Messages 1 to {@code last}, each in a batch and so a write of its own. */
        void publish(int last) {
            for (int seq = 1; seq <= last; seq++) {
                recent.append(new Batch(Batches.ROOM, List.of(Batches.message(seq, "other"))));
            }
            members.wake();
        }

        void publishAll() {
            publish(BACKLOG);
        }
    }
}

package confab.ops;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import confab.model.RoomName;
import confab.scene.TestCluster;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator who closes rooms as soon as the nodes are up. */
final class RoomClosingsTest {
    private final TestCluster cluster = new TestCluster();

    private final class TestNode {
        final TestProbe<RoomName> closed;
        final ActorRef<RoomClosings.Command> closings;
        final TestProbe<Integer> operator;
        final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

        TestNode() {
            ActorTestKit node = cluster.addNode();
            closed = node.createTestProbe();
            operator = node.createTestProbe();
            closings = node.spawn(
                    RoomClosings.create(room -> {
                        if (!failures.isEmpty()) {
                            throw failures.remove();
                        }
                        closed.ref().tell(room);
                    }),
                    "room-closings");
        }

        void close(String room, int nodes) {
            closings.tell(new RoomClosings.Close(new RoomName(room), operator.ref()));
            operator.expectMessage(nodes);
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aRoomIsClosedOnAllNodesOnce() {
        TestNode one = new TestNode();
        one.close("alone", 1);
        TestNode two = new TestNode();
        one.close("first", 2);
        one.closed.expectMessage(new RoomName("alone"));
        one.closed.expectMessage(new RoomName("first"));
        two.closed.expectMessage(new RoomName("first"));
        two.close("second", 2);
        one.closed.expectMessage(new RoomName("second"));
        two.closed.expectMessage(new RoomName("second"));
    }

    @Test
    void aRoomThatCannotBeClosedDoesNotEndAllClosing() {
        TestNode node = new TestNode();
        node.failures.add(new IllegalStateException("once"));
        node.close("bad", 1);
        node.close("bad", 1);
        node.closed.expectMessage(new RoomName("bad"));
    }
}

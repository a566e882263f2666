package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import confab.model.RoomName;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node alone, whose operator closes rooms. */
final class RoomClosingsTest {
    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<RoomName> closed = kit.createTestProbe();
    private final TestProbe<Integer> operator = kit.createTestProbe();

    /** Touched by the actor's thread alone. */
    private final Queue<RuntimeException> failures = new ArrayDeque<>(List.of(new IllegalStateException("once")));

    private final ActorRef<RoomClosings.Command> closings = kit.spawn(RoomClosings.create(room -> {
        if (room.value().equals("bad") && !failures.isEmpty()) {
            throw failures.remove();
        }
        closed.ref().tell(room);
    }));

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void aRoomThatCannotBeClosedDoesNotEndAllClosing() {
        close("good");
        closed.expectMessage(new RoomName("good"));
        close("bad");
        close("bad");
        closed.expectMessage(new RoomName("bad"));
    }

    /** Asked again until the node has found itself, as it does soon. */
    private void close(String room) {
        operator.awaitAssert(() -> {
            closings.tell(new RoomClosings.Close(new RoomName(room), operator.ref()));
            assertThat(operator.receiveMessage()).isEqualTo(1);
            return null;
        });
    }
}

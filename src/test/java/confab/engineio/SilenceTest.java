package confab.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.CloseCode;
import org.junit.jupiter.api.Test;

/** Pings, and who does not answer them: due after 300 ms, answered in 200; looked at every 33. */
final class SilenceTest {
    private static final String UNKNOWN_SID = "400 {\"code\":1,\"message\":\"Session ID unknown\"}";

    private final Scene scene = new Scene();

    @Test
    void aPollIsPingedAndThePongStartsTheNextInterval() {
        String sid = scene.open();
        for (int i = 0; i < 5; i++) {
            Scene.Request poll = scene.poll(sid);
            scene.pass(299);
            assertThat(poll.answer()).isEqualTo("waits");
            scene.pass(35);
            assertThat(poll.answer()).isEqualTo("2");
            scene.pass(100);
            assertThat(scene.post(sid, "3").answer()).isEqualTo("ok");
        }
        assertThat(scene.heard).containsOnly("writable");
    }

    @Test
    void aWebSocketIsPingedAndThePongStartsTheNextInterval() {
        FakeSocket socket = scene.openSocket();
        socket.said();
        for (int i = 0; i < 5; i++) {
            scene.pass(299);
            assertThat(socket.said()).isEmpty();
            scene.pass(35);
            assertThat(socket.said()).isEqualTo("2");
            scene.pass(100);
            socket.say("3");
        }
        assertThat(scene.heard).isEmpty();
    }

    @Test
    void aRequestIsJudgedByTheTimeItselfAndNotByATimer() {
        EngineSession inTime = scene.session(scene.open());
        EngineSession late = scene.session(scene.open());
        // The lane is busy: no timer runs.
        scene.lane.skip(java.time.Duration.ofMillis(499));
        assertThat(scene.new Request(inTime.post(false).answer().toCompletableFuture(), () -> {}).answer())
                .isEqualTo("waits");
        scene.lane.skip(java.time.Duration.ofMillis(1));
        assertThat(scene.new Request(late.poll().answer().toCompletableFuture(), () -> {}).answer())
                .isEqualTo(UNKNOWN_SID);
        assertThat(scene.heard).containsExactly("closed: ping timeout");
    }

    @Test
    void aFrameThatComesTooLateIsNotHeard() {
        FakeSocket socket = scene.openSocket();
        scene.pass(350);
        scene.lane.skip(java.time.Duration.ofMillis(149));
        socket.say("4in time");
        scene.lane.skip(java.time.Duration.ofMillis(200));
        socket.say("4late");
        assertThat(scene.heard).containsExactly("in time", "closed: ping timeout");
        assertThat(socket.closed).isEqualTo(CloseCode.HEARTBEAT);
    }

    @Test
    void whoWasNotPingedInTimeIsNotToBlame() {
        String sid = scene.open();
        Scene.Request poll = scene.poll(sid);
        FakeSocket socket = scene.openSocket();
        socket.said();
        scene.lane.skip(java.time.Duration.ofMillis(700));
        scene.pass(35);
        assertThat(poll.answer()).isEqualTo("2");
        assertThat(socket.said()).isEqualTo("2");
        scene.pass(100);
        assertThat(scene.post(sid, "3").answer()).isEqualTo("ok");
        socket.say("3");
        scene.pass(299);
        assertThat(scene.heard).containsExactly("writable");
    }

    @Test
    void whoSaysNothingIsClosedSoonAfterItsTime() {
        String sid = scene.open();
        Scene.Request poll = scene.poll(sid);
        FakeSocket socket = scene.openSocket();
        scene.pass(499);
        assertThat(poll.answer()).isEqualTo("2");
        Scene.Request next = scene.poll(sid);
        scene.pass(0);
        assertThat(scene.heard).doesNotContain("closed: ping timeout");
        scene.pass(35);
        assertThat(next.answer()).isEqualTo("1");
        assertThat(socket.closed).isEqualTo(CloseCode.HEARTBEAT);
        assertThat(scene.heard).filteredOn("closed: ping timeout"::equals).hasSize(2);
        assertThat(scene.sessions.size()).isZero();
    }

    /** Its socket is not read then, so that its pong may be on its way unseen. */
    @Test
    void whoTakesNoMoreHasItsTimeWhenItDoesAgain() {
        FakeSocket socket = scene.openSocket();
        scene.pass(335);
        assertThat(socket.said()).endsWith("2");
        socket.isWritable = false;
        scene.pass(1_000);
        assertThat(scene.heard).isEmpty();
        socket.drain();
        scene.pass(199);
        assertThat(scene.heard).containsExactly("writable");
        scene.pass(35);
        assertThat(scene.heard).containsExactly("writable", "closed: ping timeout");
    }

    @Test
    void whoIsNotReadIsPingedButNotClosed() {
        FakeSocket socket = scene.openSocket();
        socket.said();
        scene.connection().read(false);
        assertThat(socket.isRead).isFalse();
        scene.pass(1_000);
        assertThat(socket.said()).isEqualTo("2 2 2");
        scene.connection().read(true);
        assertThat(socket.isRead).isTrue();
        scene.pass(199);
        socket.say("3");
        assertThat(scene.heard).isEmpty();
        scene.pass(499);
        assertThat(scene.heard).isEmpty();
        scene.pass(35);
        assertThat(scene.heard).containsExactly("closed: ping timeout");
    }
}

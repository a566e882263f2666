package confab.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.CloseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How sessions end, from either side, and what goes over a WebSocket until then. */
final class ClosingTest {
    private final Scene scene = new Scene();

    @Test
    void aHeldPollIsToldWithWhatWasQueued() {
        String sid = scene.open();
        Scene.Request poll = scene.poll(sid);
        scene.write("last");
        scene.connection().close();
        assertThat(poll.answer()).isEqualTo("4last 1");
        scene.lane.run();
        assertThat(scene.heard).containsExactly("writable", "closed: forced close");
    }

    @Test
    void theNextPollIsToldIfNoneIsHeld() {
        String sid = scene.open();
        scene.write("last");
        scene.connection().close();
        scene.write("too late");
        scene.connection().close();
        assertThat(scene.connection().isWritable()).isFalse();
        assertThat(scene.post(sid, "4unheard").answer()).isEqualTo("ok");
        scene.pass(20_000);
        assertThat(scene.heard).isEmpty();
        assertThat(scene.poll(sid).answer()).isEqualTo("4last 1");
        assertThat(scene.heard).containsExactly("closed: forced close");
        assertThat(scene.sessions.size()).isZero();
    }

    @Test
    void aPollingClientThatIsToComeBackIsToldByThePollThatIsHeld() {
        String sid = scene.open();
        Scene.Request poll = scene.poll(sid);
        scene.write("last");
        scene.connection().drop();
        assertThat(poll.answer()).isEqualTo("4last 1");
        scene.lane.run();
        assertSentAway();
    }

    @Test
    void aPollingClientThatIsToComeBackIsToldByTheNextPoll() {
        String sid = scene.open();
        scene.write("last");
        scene.connection().drop();
        assertThat(scene.poll(sid).answer()).isEqualTo("4last 1");
        assertSentAway();
    }

    private void assertSentAway() {
        assertThat(scene.heard).endsWith("closed: server shutting down");
        assertThat(scene.sessions.ended(EngineEnd.SENT_AWAY)).isEqualTo(1);
        assertThat(scene.sessions.ended(EngineEnd.FORCED_CLOSE)).isZero();
    }

    @Test
    void aSessionThatNobodyPollsAnyMoreEndsAfterAWhile() {
        scene.open();
        scene.connection().close();
        scene.pass(29_900);
        assertThat(scene.heard).isEmpty();
        scene.pass(200);
        assertThat(scene.heard).containsExactly("closed: forced close");
    }

    @Test
    void whoClosesWhileAPollIsFilledClosesWithTheAnswer() {
        String sid = scene.open();
        scene.onWritable.add(() -> {
            scene.write("a");
            scene.connection().close();
            scene.write("b");
        });
        assertThat(scene.poll(sid).answer()).isEqualTo("4a 1");
        assertThat(scene.heard).containsExactly("writable", "closed: forced close");
    }

    @Test
    void aWebSocketIsClosedAfterWhatWasWritten() {
        FakeSocket socket = scene.openSocket();
        socket.said();
        scene.write("last");
        scene.connection().close();
        assertThat(scene.heard).as("not in the middle of something").isEmpty();
        scene.lane.run();
        assertThat(socket.said()).isEqualTo("4last");
        assertThat(socket.closed).isEqualTo(CloseCode.NORMAL);
        socket.lose();
        assertThat(scene.heard).containsExactly("closed: forced close");
    }

    @Test
    void aWebSocketOfAClientThatIsToComeBackIsDroppedAfterWhatWasWritten() {
        FakeSocket socket = scene.openSocket();
        socket.said();
        scene.write("last");
        scene.connection().drop();
        scene.lane.run();
        assertThat(socket.said()).isEqualTo("4last");
        assertThat(socket.isDropped).isTrue();
        assertThat(socket.closed).isNull();
        assertThat(scene.sessions.size()).isZero();
    }

    @Test
    void aClientThatIsSentAwayIsToldToItsListenerOnly() {
        FakeSocket socket = scene.openSocket();
        scene.sessions.all().forEach(EngineSession::sendAway);
        scene.lane.run();
        assertThat(scene.heard).containsExactly("sent away");
        assertThat(socket.isDropped).isFalse();
    }

    @Test
    void aSessionThatIsClosingClosesTheSocketThatItUpgradesTo() {
        String sid = scene.open();
        FakeSocket socket = scene.join(sid).say("2probe");
        socket.said();
        scene.write("last");
        scene.connection().close();
        socket.say("5");
        assertThat(socket.said()).isEqualTo("4last");
        assertThat(socket.closed).isEqualTo(CloseCode.NORMAL);
        assertThat(scene.heard).containsExactly("closed: forced close");
    }

    @ParameterizedTest
    @CsvSource({
        "1, transport close, NORMAL",
        "2, transport error, PROTOCOL_ERROR",
        "x, parse error, PROTOCOL_ERROR",
        "'', parse error, PROTOCOL_ERROR"
    })
    void aWebSocketEndsByWhatItsClientSays(String packet, String reason, CloseCode code) {
        FakeSocket socket = scene.openSocket();
        socket.say(packet).say("4unheard");
        assertThat(scene.heard).containsExactly("closed: " + reason);
        assertThat(socket.closed).isEqualTo(code);
        assertThat(scene.sessions.size()).isZero();
    }

    @Test
    void packetsWithoutAMeaningAreNotMinded() {
        FakeSocket socket = scene.openSocket();
        socket.say("6").say("5").say("0").say("3").say("4hello").say("bAQI=").sayBytes((byte) 1);
        assertThat(scene.heard).containsExactly("hello", "bytes 2", "bytes 1");
        assertThat(socket.closed).isNull();
    }

    @Test
    void aWebSocketThatIsLostEndsItsSession() {
        scene.openSocket().lose();
        assertThat(scene.heard).containsExactly("closed: transport close");
    }

    @Test
    void roomOnTheSocketIsToldOn() {
        FakeSocket socket = scene.openSocket();
        assertThat(scene.connection().isWritable()).isTrue();
        socket.isWritable = false;
        assertThat(scene.connection().isWritable()).isFalse();
        socket.drain();
        assertThat(scene.heard).containsExactly("writable");
    }

    @Test
    void aWebSocketThatLeavesTooMuchUnreadIsClosed() {
        FakeSocket socket = scene.openSocket();
        socket.unreadBytes = 4L << 20;
        scene.write("a");
        assertThat(socket.closed).isNull();
        socket.unreadBytes++;
        scene.write("b");
        scene.lane.run();
        assertThat(socket.closed).isEqualTo(CloseCode.PROTOCOL_ERROR);
        assertThat(scene.heard).containsExactly("closed: transport error");
    }

    @Test
    void soIsOneThatLeavesTooMuchUnreadOfWhatAllAreSent() {
        FakeSocket socket = scene.openSocket();
        socket.unreadBytes = (4L << 20) + 1;
        scene.connection().write(scene.lane.share(new byte[] {'a'}, 0, 1), 0, 1);
        scene.lane.run();
        assertThat(scene.heard).containsExactly("closed: transport error");
    }

    @Test
    void whoOpensMayCloseAtOnce() {
        scene.open();
        FakeSocket socket = new FakeSocket(scene.lane);
        EngineSessions strict = new EngineSessions(scene.sessions.place(), connection -> {
            connection.close();
            return scene;
        });
        socket.open(opened -> strict.open(Scene.handshake(), opened)).say("4unheard");
        assertThat(socket.closed).isEqualTo(CloseCode.NORMAL);
        assertThat(scene.heard).containsExactly("closed: forced close");
    }
}

package confab.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.CloseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A polling client that changes to a WebSocket. */
final class UpgradeTest {
    private static final String BAD_REQUEST = "400 {\"code\":3,\"message\":\"Bad request\"}";
    private static final long RACE_MILLIS = 2;

    private final Scene scene = new Scene();
    private final String sid = scene.open();

    @Test
    void aHeldPollEndsWhenTheProbeIsAnswered() {
        Scene.Request held = scene.poll(sid);
        FakeSocket socket = scene.join(sid);
        assertThat(held.answer()).isEqualTo("waits");
        socket.say("2probe");
        assertThat(socket.said()).isEqualTo("3probe");
        assertThat(held.answer()).isEqualTo("6");
    }

    @Test
    void aPollThatIsLostAfterTheUpgradeEndsTheSessionOnlyWithMessages() {
        Scene.Request empty = scene.poll(sid);
        FakeSocket socket = scene.join(sid).say("2probe");
        assertThat(empty.answer()).isEqualTo("6");
        scene.write("lost");
        Scene.Request full = scene.poll(sid);
        scene.pass(RACE_MILLIS);
        assertThat(full.answer()).isEqualTo("4lost");
        socket.say("5");
        empty.goes();
        assertThat(scene.heard).containsOnly("writable");
        full.goes();
        assertThat(scene.heard).endsWith("closed: transport error");
    }

    @Test
    void pollsThatComeUntilTheUpgradeEndAtOnce() {
        FakeSocket socket = scene.join(sid).say("2probe");
        assertThat(poll()).isEqualTo("6");
        scene.write("queued");
        scene.connection().flush();
        assertThat(poll()).isEqualTo("4queued");
        assertThat(poll()).isEqualTo("6");
        assertThat(scene.connection().isWritable()).isFalse();
        assertThat(socket.said()).isEqualTo("3probe");
    }

    @Test
    void theUpgradeTakesAlongWhatWasQueuedAndTellsThatThereIsRoom() {
        FakeSocket socket = scene.join(sid).say("2probe");
        socket.said();
        scene.write("one", "two");
        scene.connection().flush();
        socket.say("5");
        assertThat(socket.said()).isEqualTo("4one 4two");
        assertThat(scene.heard).containsExactly("writable");
        socket.say("4hello").sayBytes((byte) 1);
        assertThat(scene.heard).containsExactly("writable", "hello", "bytes 1");
        scene.write("three");
        scene.connection().flush();
        assertThat(socket.said()).isEqualTo("4three");
    }

    @Test
    void afterwardsHttpIsRefusedAndAnotherSocketClosedAndTheSessionGoesOn() {
        FakeSocket socket = scene.join(sid).say("2probe").say("5");
        socket.said();
        assertThat(scene.poll(sid).answer()).isEqualTo(BAD_REQUEST);
        assertThat(scene.post(sid, "4lost").answer()).isEqualTo(BAD_REQUEST);
        FakeSocket second = scene.join(sid);
        assertThat(second.closed).isEqualTo(CloseCode.NORMAL);
        second.say("2probe").say("5").lose();
        socket.say("4hello");
        assertThat(scene.heard).containsExactly("writable", "hello");
        assertThat(socket.closed).isNull();
    }

    @Test
    void aPollThatCrossesTheUpgradeIsRefused() {
        FakeSocket socket = scene.join(sid).say("2probe");
        Scene.Request crossing = scene.poll(sid);
        assertThat(crossing.answer()).isEqualTo("waits");
        socket.say("5");
        scene.pass(RACE_MILLIS);
        assertThat(crossing.answer()).isEqualTo(BAD_REQUEST);
        crossing.goes();
        socket.say("4hello");
        assertThat(scene.heard).containsExactly("writable", "hello");
    }

    @Test
    void aPollGivenUpWhileItCrossesTheUpgradeDoesNoHarm() {
        FakeSocket socket = scene.join(sid).say("2probe");
        Scene.Request crossing = scene.poll(sid);
        crossing.goes();
        socket.say("5");
        scene.pass(RACE_MILLIS);
        assertThat(scene.heard).containsExactly("writable");
        Scene.Request lost = another();
        lost.goes();
        scene.pass(RACE_MILLIS);
        assertThat(scene.heard).contains("closed: transport error");
    }

    private Scene.Request another() {
        String other = scene.open();
        scene.join(other);
        return scene.poll(other);
    }

    @Test
    void beforeTheProbeAPollIsHeldAsEver() {
        scene.join(sid);
        Scene.Request poll = scene.poll(sid);
        scene.pass(RACE_MILLIS);
        assertThat(poll.answer()).isEqualTo("waits");
        scene.write("a");
        scene.connection().flush();
        assertThat(poll.answer()).isEqualTo("4a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4hello", "2", "2probes", "3probe", "1", "6", "x", ""})
    void anythingElseOnTheCandidateClosesItAndNothingElse(String packet) {
        Scene.Request held = scene.poll(sid);
        FakeSocket socket = scene.join(sid).say(packet);
        assertThat(socket.closed).isEqualTo(CloseCode.NORMAL);
        socket.say("2probe").say("5").lose();
        assertThat(socket.said()).isEmpty();
        assertThat(held.answer()).isEqualTo("waits");
        scene.write("a");
        scene.connection().flush();
        assertThat(held.answer()).isEqualTo("4a");
        assertThat(scene.heard).containsExactly("writable");
    }

    @Test
    void aCandidateThatIsLostMayBeFollowedByAnother() {
        FakeSocket first = scene.join(sid).say("2probe");
        first.lose();
        assertThat(scene.poll(sid).answer()).isEqualTo("waits");
        FakeSocket second = scene.join(sid).say("2probe").say("5");
        second.say("4hello");
        assertThat(scene.heard).contains("hello").doesNotContain("closed: transport close");
    }

    @Test
    void aSecondCandidateIsClosedWhileTheFirstProbes() {
        FakeSocket first = scene.join(sid);
        FakeSocket second = scene.join(sid);
        assertThat(second.closed).isEqualTo(CloseCode.NORMAL);
        first.say("2probe").say("5").say("4hello");
        assertThat(scene.heard).containsExactly("writable", "hello");
    }

    @Test
    void aCandidateThatDoesNotCompleteIsGivenUp() {
        FakeSocket socket = scene.join(sid).say("2probe");
        for (int i = 0; i < 40; i++) {
            scene.pass(249);
            scene.post(sid, "3");
        }
        assertThat(socket.closed).isNull();
        scene.pass(75);
        assertThat(socket.closed).isEqualTo(CloseCode.NORMAL);
        assertThat(scene.poll(sid).answer()).isEqualTo("waits");
        assertThat(scene.heard).containsExactly("writable");
    }

    @Test
    void aPostUnderWayIsRefusedIfTheUpgradeComesBeforeItsBody() {
        Post post = scene.session(sid).post(false);
        FakeSocket socket = scene.join(sid).say("2probe").say("5");
        post.onBody(new byte[] {'4'});
        assertThat(scene.new Request(post.answer().toCompletableFuture(), () -> {}).answer())
                .isEqualTo(BAD_REQUEST);
        post.onGone();
        socket.say("4hello");
        assertThat(scene.heard).containsExactly("writable", "hello");
    }

    @Test
    void aClientThatIsNotToBeHeardIsNotAfterTheUpgradeEither() {
        scene.connection().read(false);
        FakeSocket socket = scene.join(sid);
        assertThat(socket.isRead).as("the probe").isTrue();
        socket.say("2probe").say("5");
        assertThat(socket.isRead).isFalse();
        scene.connection().read(true);
        assertThat(socket.isRead).isTrue();
    }

    @Test
    void theEndOfTheSessionIsTheEndOfItsCandidate() {
        FakeSocket socket = scene.join(sid).say("2probe");
        scene.pass(600);
        assertThat(scene.heard).containsExactly("closed: ping timeout");
        assertThat(socket.closed).isEqualTo(CloseCode.NORMAL);
        socket.say("5").say("4unheard");
        assertThat(scene.heard).hasSize(1);
    }

    private String poll() {
        Scene.Request poll = scene.poll(sid);
        scene.pass(RACE_MILLIS);
        return poll.answer();
    }
}

package confab.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import confab.relay.Lane;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A client that polls and posts. */
final class PollingTest {
    private static final String BAD_REQUEST = "400 {\"code\":3,\"message\":\"Bad request\"}";
    private static final String UNKNOWN_SID = "400 {\"code\":1,\"message\":\"Session ID unknown\"}";

    private final Scene scene = new Scene();
    private final String sid = scene.open();

    @Test
    void aPollWaitsUntilThereIsSomething() {
        Scene.Request poll = scene.poll(sid);
        assertThat(poll.answer()).isEqualTo("waits");
        scene.write("a", "b");
        assertThat(poll.answer()).isEqualTo("waits");
        scene.connection().flush();
        assertThat(poll.answer()).isEqualTo("4a 4b");
        scene.write("c");
        scene.connection().flush();
        assertThat(scene.poll(sid).answer()).isEqualTo("4c");
        assertThat(scene.poll(sid).answer()).isEqualTo("waits");
    }

    @Test
    void sharedBytesArriveLikeOnesOwn() {
        byte[] frames = {0, 1, (byte) 0x81, 2, '4', 'x', (byte) 0x82, 1, 7, 9};
        Lane.Shared shared = scene.lane.share(frames, 0, frames.length);
        Scene.Request poll = scene.poll(sid);
        scene.connection().write(shared, 2, 9);
        scene.connection().flush();
        assertThat(poll.answer()).isEqualTo("4x bBw==");
    }

    @Test
    void whoWritesInTurnIsAskedWhenAPollIsThereAndAllOfItIsOneAnswer() {
        assertThat(scene.connection().isWritable()).isFalse();
        scene.onWritable.add(() -> write("first"));
        scene.onWritable.add(() -> write("second"));
        write("queued");
        assertThat(scene.heard).isEmpty();
        assertThat(scene.poll(sid).answer()).isEqualTo("4queued 4first 4second");
        assertThat(scene.heard).containsExactly("writable");
        assertThat(scene.connection().isWritable()).isFalse();
    }

    @Test
    void anAnswerGrowsToItsBoundOnly() {
        String big = "x".repeat(Scene.OUTBOUND_HIGH_BYTES / 2);
        scene.onWritable.add(() -> {
            while (scene.connection().isWritable()) {
                write(big);
            }
        });
        assertThat(scene.poll(sid).answer()).isEqualTo("4" + big + " 4" + big);
        assertThat(scene.poll(sid).answer()).hasSize(2 * big.length() + 3);
    }

    @Test
    void postsAreHeardInOrderAndAnsweredOk() {
        assertThat(scene.post(sid, "4hello bAQIDBA== 4").answer()).isEqualTo("ok");
        assertThat(scene.heard).containsExactly("hello", "bytes 4", "");
    }

    @Test
    void whatAPostCausesIsOneAnswerToThePoll() {
        Scene.Request poll = scene.poll(sid);
        scene.onMessage = () -> write("echo");
        scene.post(sid, "4a 4b 4c");
        assertThat(poll.answer()).isEqualTo("4echo 4echo 4echo");
    }

    @Test
    void ofTwoPollsAtOnceTheFirstEndsTheSessionAndTheSecondIsRefused() {
        Scene.Request first = scene.poll(sid);
        Scene.Request second = scene.poll(sid);
        assertThat(first.answer()).isEqualTo("1");
        assertThat(second.answer()).isEqualTo(BAD_REQUEST);
        assertThat(scene.poll(sid).answer()).isEqualTo(UNKNOWN_SID);
        assertThat(scene.heard).contains("closed: transport error");
    }

    @Test
    void twoPostsAtOnceEndTheSession() {
        Post first = scene.session(sid).post(false);
        Scene.Request second = scene.post(sid, "4b");
        assertThat(second.answer()).isEqualTo(BAD_REQUEST);
        assertThat(scene.heard).containsExactly("closed: transport error");
        first.onBody("4a".getBytes(StandardCharsets.UTF_8));
        assertThat(scene.new Request(first.answer().toCompletableFuture(), () -> {}).answer())
                .isEqualTo(UNKNOWN_SID);
        assertThat(scene.heard).hasSize(1);
    }

    @Test
    void aPollWhoseClientIsGoneEndsTheSession() {
        Scene.Request poll = scene.poll(sid);
        poll.goes();
        assertThat(scene.heard).contains("closed: transport error");
        assertThat(scene.poll(sid).answer()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void anAnswerThatWasNotWrittenEndsTheSession() {
        Scene.Request poll = scene.poll(sid);
        write("lost");
        assertThat(poll.answer()).isEqualTo("4lost");
        poll.goes();
        assertThat(scene.heard).contains("closed: transport error");
    }

    @Test
    void aPostThatBreaksOffEndsTheSession() {
        Post post = scene.session(sid).post(false);
        post.onGone();
        scene.lane.run();
        assertThat(scene.heard).containsExactly("closed: transport error");
    }

    @Test
    void aPostThatIsTooLongIsRefusedAndTheSessionGoesOn() {
        Post post = scene.session(sid).post(false);
        post.onTooLong();
        assertThat(scene.new Request(post.answer().toCompletableFuture(), () -> {}).answer())
                .isEqualTo("413 ");
        assertThat(scene.post(sid, "4next").answer()).isEqualTo("ok");
        assertThat(scene.heard).containsExactly("next");
    }

    @Test
    void packetsBeforeAMalformedOneCount() {
        Scene.Request poll = scene.poll(sid);
        assertThat(scene.post(sid, "4a x 4b").answer()).isEqualTo(BAD_REQUEST);
        assertThat(scene.heard).containsExactly("writable", "a", "closed: parse error");
        assertThat(poll.answer()).isEqualTo("1");
        assertThat(scene.poll(sid).answer()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void aPayloadIsUtf8AndNotEmptyAndNotSaidToBeBytes() {
        assertThat(scene.postBytes(sid, new byte[] {'4', (byte) 0xff}).answer()).isEqualTo(BAD_REQUEST);
        String second = scene.open();
        assertThat(scene.post(second, "").answer()).isEqualTo(BAD_REQUEST);
        String third = scene.open();
        Post bytes = scene.session(third).post(true);
        assertThat(scene.new Request(bytes.answer().toCompletableFuture(), () -> {}).answer())
                .isEqualTo(BAD_REQUEST);
        assertThat(scene.heard).containsExactly("closed: parse error", "closed: parse error", "closed: parse error");
    }

    @Test
    void theClientsGoodbyeEndsItsPollInPeace() {
        Scene.Request poll = scene.poll(sid);
        assertThat(scene.post(sid, "1 4late").answer()).isEqualTo("ok");
        assertThat(poll.answer()).isEqualTo("6");
        assertThat(scene.heard).containsExactly("writable", "closed: transport close");
        assertThat(scene.poll(sid).answer()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void aPollThatCrossesTheGoodbyeEndsInPeaceToo() {
        Scene.Request goodbye = scene.post(sid, "1");
        scene.pass(10);
        assertThat(goodbye.answer()).isEqualTo("waits");
        assertThat(scene.poll(sid).answer()).isEqualTo("6");
        assertThat(goodbye.answer()).isEqualTo("ok");
        assertThat(scene.heard).containsExactly("closed: transport close");
    }

    @Test
    void aGoodbyeThatNoPollCrossesIsAnsweredSoon() {
        Scene.Request goodbye = scene.post(sid, "1");
        scene.pass(100);
        assertThat(goodbye.answer()).isEqualTo("ok");
        assertThat(scene.heard).containsExactly("closed: transport close");
        assertThat(scene.poll(sid).answer()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void aClientThatPingsIsInError() {
        assertThat(scene.post(sid, "2 4late").answer()).isEqualTo("ok");
        assertThat(scene.heard).containsExactly("closed: transport error");
    }

    @Test
    void whoIsNotToBeHeardIsNotToldThatItWas() {
        scene.onMessage = () -> scene.connection().read(false);
        Scene.Request post = scene.post(sid, "4a 4b");
        assertThat(scene.heard).as("all that came in one piece").containsExactly("a", "b");
        assertThat(post.answer()).isEqualTo("waits");
        scene.connection().read(true);
        assertThat(post.answer()).isEqualTo("ok");
        scene.onMessage = () -> {};
        assertThat(scene.post(sid, "4c").answer()).isEqualTo("ok");
    }

    @Test
    void readingOffAndOnWithinAPostChangesNothing() {
        scene.onMessage = () -> {
            scene.connection().read(false);
            scene.connection().read(true);
        };
        assertThat(scene.post(sid, "4a 4b").answer()).isEqualTo("ok");
        assertThat(scene.heard).containsExactly("a", "b");
    }

    @Test
    void aClientThatLeavesTooMuchUnreadIsClosed() {
        String big = "x".repeat(1 << 20);
        scene.write(big, big, big);
        scene.lane.run();
        assertThat(scene.heard).isEmpty();
        scene.write(big);
        scene.lane.run();
        assertThat(scene.heard).containsExactly("closed: transport error");
    }

    @Test
    void aListenerThatFailsEndsItsSessionOnly() {
        scene.onMessage = () -> {
            throw new IllegalStateException("in a test");
        };
        assertThat(scene.post(sid, "4a 4b").answer()).isEqualTo("ok");
        assertThat(scene.heard).containsExactly("a", "closed: transport error");
    }

    private void write(String message) {
        scene.write(message);
        scene.connection().flush();
    }
}

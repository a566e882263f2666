package confab.edge;

import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.javadsl.SinkQueueWithCancel;
import confab.protocol.CloseCode;
import confab.protocol.Request;
import confab.protocol.WebSocketFrames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** WebSocket clients that break the rules, or stretch them. */
final class WebSocketLimitsTest {
    private static final int PING = 0x89;
    private static final int PONG = 0xa;
    private static final TestServer SERVER = new TestServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void whoPingsAndReadsNoPongIsHeldUp() {
        assertThat(isHeldUp(new byte[0])).isTrue();
    }

    @Test
    void whoPingsBetweenFragmentsAndReadsNoPongIsHeldUpToo() {
        assertThat(isHeldUp(RawClient.frame(0x01, new byte[] {'a'}))).isTrue();
    }

    @Test
    void aMessageInManySmallReadsArrives() throws Exception {
        try (RawClient client = SERVER.connect().upgrade()) {
            SinkQueueWithCancel<Request> frames = SERVER.read(SERVER.connection());
            client.send(RawClient.frame(0x01, new byte[] {'a'}));
            for (int i = 0; i < 20; i++) {
                client.send(RawClient.frame(0x00, new byte[] {'b'}), RawClient.frame(PING, new byte[] {(byte) i}));
                assertThat(client.frame().payload()).containsExactly(i);
            }
            client.send(RawClient.frame(0x80, new byte[] {'c'}));
            assertThat(text(frames)).isEqualTo("a" + "b".repeat(20) + "c");
        }
    }

    @Test
    void nothingBehindABrokenFrameIsHeard() throws Exception {
        byte[] evil = RawClient.frame(0x82, "evil".getBytes(StandardCharsets.UTF_8));
        byte[] notUtf8 = RawClient.frame(0x81, new byte[] {(byte) 0xc3, 0x28});
        assertThat(codeOfGoodAnd(notUtf8, evil)).isEqualTo(1007);
        byte[] unmasked = {(byte) 0x81, 1, 'x'};
        assertThat(codeOfGoodAnd(unmasked, evil)).isEqualTo(1002);
        byte[] half = new byte[TestServer.MAX_FRAME_BYTES / 2 + 1];
        assertThat(codeOfGoodAnd(RawClient.frame(0x02, half), RawClient.frame(0x80, half), evil))
                .isEqualTo(1009);
    }

    @Test
    void whoPingsAfterACloseAndReadsNoPongIsHeldUpToo() {
        try (RawClient client = SERVER.connect().upgrade()) {
            SERVER.connection().close(CloseCode.GOING_AWAY, "");
            assertThat(client.frame().closeCode()).isEqualTo(1001);
            assertThat(client.isHeldUp(1_000, pings(), 2_000)).isTrue();
        }
    }

    @Test
    void afterACloseFrameOnlyPongsAreSaid() {
        try (RawClient client = SERVER.connect().upgrade()) {
            ChatSocket connection = SERVER.connection();
            connection.close(CloseCode.GOING_AWAY, "");
            assertThat(client.frame().closeCode()).isEqualTo(1001);
            connection.send(WebSocketFrames.text("late".getBytes(StandardCharsets.UTF_8)));
            client.send(RawClient.frame(PING, new byte[1]), RawClient.frame(0x88, new byte[] {3, (byte) 0xe9}));
            assertThat(client.frame().opcode()).isEqualTo(PONG);
            assertThat(client.hasEnded()).isTrue();
        }
    }

    @Test
    void aSessionThatClosesAndReadsNoMoreIsStillHeardOut() throws Exception {
        try (RawClient client = SERVER.connect()) {
            client.send(RawClient.handshake());
            for (int i = 0; i < 50; i++) {
                client.send(RawClient.text("waiting " + i));
            }
            client.head();
            ChatSocket connection = SERVER.connection();
            SinkQueueWithCancel<Request> frames = SERVER.read(connection);
            assertThat(text(frames)).isEqualTo("waiting 0");
            connection.send(WebSocketFrames.text("bye".getBytes(StandardCharsets.UTF_8)));
            connection.close(CloseCode.GOING_AWAY, "enough");
            frames.cancel();
            assertThat(client.frame().text()).isEqualTo("bye");
            assertThat(client.frame().closeReason()).isEqualTo("enough");
            client.send(RawClient.frame(0x88, new byte[] {3, (byte) 0xe9}));
            assertThat(client.hasEnded()).isTrue();
        }
    }

    @Test
    void answersSentFromManyThreadsKeepEachThreadsOrder() throws Exception {
        int threads = 4;
        int each = 500;
        try (RawClient client = SERVER.connect().upgrade()) {
            ChatSocket connection = SERVER.connection();
            CompletableFuture<?>[] senders = new CompletableFuture<?>[threads];
            for (int t = 0; t < threads; t++) {
                int thread = t;
                senders[t] = CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) {
                        connection.send(WebSocketFrames.text((thread + ":" + i).getBytes(StandardCharsets.UTF_8)));
                    }
                });
            }
            int[] next = new int[threads];
            for (int i = 0; i < threads * each; i++) {
                String[] said = client.frame().text().split(":", -1);
                assertThat(Integer.parseInt(said[1])).isEqualTo(next[Integer.parseInt(said[0])]++);
            }
            CompletableFuture.allOf(senders).get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void whoDoesNotAnswerAPingIsClosedAndWhoDoesLivesOn() {
        try (TestServer strict = new TestServer("heartbeat-interval = 1s", "heartbeat-timeout = 2s");
                RawClient silent = strict.connect().upgrade();
                RawClient alive = strict.connect().upgrade()) {
            strict.readAll(strict.connection());
            strict.readAll(strict.connection());
            for (int i = 0; i < 4; i++) {
                RawClient.ServerFrame ping = alive.frame();
                assertThat(ping.opcode()).isEqualTo(0x9);
                alive.send(RawClient.frame(0x8a, ping.payload()));
            }
            RawClient.ServerFrame last = silent.frame();
            for (int pings = 1; last.opcode() == 0x9 && pings < 10; pings++) {
                last = silent.frame();
            }
            assertThat(last.opcode()).as("close, after a few pings").isEqualTo(0x8);
            assertThat(last.closeCode()).isEqualTo(4001);
        }
    }

    /** A flood of pings after the beginning, from a client that reads nothing. */
    private static boolean isHeldUp(byte[] beginning) {
        try (RawClient client = SERVER.connect().upgrade()) {
            SERVER.readAll(SERVER.connection());
            client.send(beginning);
            boolean isHeldUp = client.isHeldUp(1_000, pings(), 3_000);
            assertThat(client.frame().opcode()).isEqualTo(PONG);
            return isHeldUp;
        }
    }

    /** What it is closed with, if of all that only the good frame was heard. */
    private static int codeOfGoodAnd(byte[]... frames) throws Exception {
        try (RawClient client = SERVER.connect()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(RawClient.handshake());
            all.writeBytes(RawClient.text("good"));
            for (byte[] frame : frames) {
                all.writeBytes(frame);
            }
            client.send(all.toByteArray());
            client.head();
            SinkQueueWithCancel<Request> heard = SERVER.read(SERVER.connection());
            assertThat(text(heard)).isEqualTo("good");
            assertThat(heard.pull().toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .isEmpty();
            return client.frame().closeCode();
        }
    }

    private static byte[] pings() {
        ByteArrayOutputStream pings = new ByteArrayOutputStream();
        for (int i = 0; i < 500; i++) {
            pings.writeBytes(RawClient.frame(PING, new byte[125]));
        }
        return pings.toByteArray();
    }

    private static String text(SinkQueueWithCancel<Request> frames) throws Exception {
        return Verbatim.text(
                frames.pull().toCompletableFuture().get(20, TimeUnit.SECONDS).orElseThrow());
    }
}

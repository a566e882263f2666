package confab.edge;

import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.javadsl.SinkQueueWithCancel;
import confab.protocol.CloseCode;
import confab.protocol.Request;
import confab.protocol.WebSocketFrames;
import confab.relay.Lane;
import confab.relay.Outlet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** WebSockets on real sockets. */
final class WebSocketTest {
    private static final TestServer SERVER = new TestServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void framesOfEveryLengthComeWhole() throws Exception {
        try (RawClient client = SERVER.connect().upgrade()) {
            SinkQueueWithCancel<Request> frames = SERVER.read(SERVER.connection());
            for (int length : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, TestServer.MAX_FRAME_BYTES}) {
                client.send(RawClient.text("x".repeat(length)));
                assertThat(text(frames)).hasSize(length);
            }
        }
    }

    @Test
    void framesRightBehindTheHandshakeAreNotLost() throws Exception {
        try (RawClient client = SERVER.connect()) {
            client.send(RawClient.handshake(), RawClient.text("one"), RawClient.frame(0x89, new byte[] {7}));
            assertThat(client.head()).startsWith("HTTP/1.1 101");
            SinkQueueWithCancel<Request> frames = SERVER.read(SERVER.connection());
            assertThat(text(frames)).isEqualTo("one");
            assertThat(client.frame().opcode()).isEqualTo(0xa);
            client.send(RawClient.text("two"));
            assertThat(text(frames)).isEqualTo("two");
        }
    }

    @Test
    void fragmentsAreOneFrameAlsoWithAPingBetween() throws Exception {
        byte[] utf8 = "ä€😀".getBytes(StandardCharsets.UTF_8);
        try (RawClient client = SERVER.connect().upgrade()) {
            SinkQueueWithCancel<Request> frames = SERVER.read(SERVER.connection());
            client.send(RawClient.frame(0x01, new byte[] {utf8[0]}));
            client.send(RawClient.frame(0x89, new byte[] {1, 2}));
            RawClient.ServerFrame pong = client.frame();
            client.send(RawClient.frame(0x00, java.util.Arrays.copyOfRange(utf8, 1, 4)));
            client.send(RawClient.frame(0x80, java.util.Arrays.copyOfRange(utf8, 4, utf8.length)));
            assertThat(pong.opcode()).isEqualTo(0xa);
            assertThat(pong.payload()).containsExactly(1, 2);
            assertThat(text(frames)).isEqualTo("ä€😀");
        }
    }

    @Test
    void whatBreaksTheRulesIsClosedWithItsCode() {
        assertThat(codeAfter(new byte[] {(byte) 0x81, 1, 'x'})).as("unmasked").isEqualTo(1002);
        assertThat(codeAfter(RawClient.frame(0xc1, new byte[1])))
                .as("reserved bit")
                .isEqualTo(1002);
        assertThat(codeAfter(RawClient.frame(0x83, new byte[1])))
                .as("reserved opcode")
                .isEqualTo(1002);
        assertThat(codeAfter(RawClient.frame(0x81, new byte[] {(byte) 0xc3, 0x28})))
                .as("bad UTF-8")
                .isEqualTo(1007);
        byte[] tooLong = new byte[TestServer.MAX_FRAME_BYTES + 1];
        assertThat(codeAfter(RawClient.frame(0x82, tooLong))).as("too big").isEqualTo(1009);
        byte[] part = new byte[TestServer.MAX_FRAME_BYTES / 2 + 1];
        assertThat(codeAfter(RawClient.frame(0x02, part), RawClient.frame(0x80, part)))
                .as("too big together")
                .isEqualTo(1009);
    }

    @Test
    void theClientsCloseIsAnsweredAndEndsTheFrames() throws Exception {
        try (RawClient client = SERVER.connect().upgrade()) {
            SinkQueueWithCancel<Request> frames = SERVER.read(SERVER.connection());
            client.send(RawClient.text("last"), RawClient.frame(0x88, new byte[] {0x0f, (byte) 0xa0}));
            assertThat(text(frames)).isEqualTo("last");
            assertThat(frames.pull().toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .isEmpty();
            assertThat(client.frame().closeCode()).isEqualTo(4000);
            assertThat(client.hasEnded()).isTrue();
        }
    }

    @Test
    void theServersCloseComesAfterWhatWasSentAndItsReasonIsCut() {
        try (RawClient client = SERVER.connect().upgrade()) {
            ChatSocket connection = SERVER.connection();
            connection.send(WebSocketFrames.text("last".getBytes(StandardCharsets.UTF_8)));
            connection.close(CloseCode.GOING_AWAY, "ä".repeat(100));
            connection.close(CloseCode.TOO_SLOW, "not this one");
            assertThat(client.frame().text()).isEqualTo("last");
            RawClient.ServerFrame close = client.frame();
            assertThat(close.closeCode()).isEqualTo(1001);
            assertThat(close.closeReason()).isEqualTo("ä".repeat(61));
            client.send(RawClient.frame(0x88, new byte[] {3, (byte) 0xe9}));
            assertThat(client.hasEnded()).isTrue();
        }
    }

    @Test
    void whoDoesNotAnswerACloseIsClosedAllTheSame() {
        try (RawClient client = SERVER.connect().upgrade()) {
            SERVER.connection().close(CloseCode.GOING_AWAY, "");
            assertThat(client.frame().closeCode()).isEqualTo(1001);
            assertThat(client.hasEnded()).isTrue();
        }
    }

    @Test
    void aClientIsReadNoFasterThanItIsServed() throws Exception {
        try (RawClient client = SERVER.connect().upgrade()) {
            ChatSocket connection = SERVER.connection();
            Thread flood = new Thread(() -> {
                for (int i = 0; i < 2_000; i++) {
                    client.send(RawClient.text("x".repeat(10_000)));
                }
            });
            flood.start();
            flood.join(1_000);
            assertThat(flood.isAlive()).as("the flood is held up").isTrue();
            SinkQueueWithCancel<Request> frames = SERVER.read(connection);
            for (int i = 0; i < 2_000; i++) {
                assertThat(text(frames)).hasSize(10_000);
            }
            flood.join(20_000);
            assertThat(flood.isAlive()).isFalse();
        }
    }

    @Test
    void aReaderThatStopsIsNoticedAndClosedAndOthersGoOn() throws Exception {
        try (TestServer strict = new TestServer("slow-reader-timeout = 2s");
                RawClient stuck = strict.connect().upgrade()) {
            ChatSocket connection = strict.connection();
            CountDownLatch closed = new CountDownLatch(1);
            fill(connection, closed);
            try (RawClient other = strict.connect().upgrade()) {
                strict.connection().send(WebSocketFrames.text("hi".getBytes(StandardCharsets.UTF_8)));
                assertThat(other.frame().text()).isEqualTo("hi");
                assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
                strict.server().connections();
                HttpTest.awaitConnections(strict, 1);
            }
        }
    }

    @Test
    void pastTheNodesBoundWhoIsFurthestBehindIsClosed() throws Exception {
        try (TestServer small = new TestServer(
                        "pinned-bytes = 1 MiB", "outbound-low-bytes = 512 KiB", "outbound-high-bytes = 1 MiB");
                RawClient first = small.connect().upgrade();
                RawClient second = small.connect().upgrade();
                RawClient third = small.connect().upgrade()) {
            CountDownLatch closed = new CountDownLatch(1);
            for (RawClient stuck : List.of(first, second, third)) {
                assertThat(stuck).isNotNull();
                fill(small.connection(), closed);
            }
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whoDoesNotAnswerAPingIsClosedAndWhoSaysAnythingIsNot() {
        try (TestServer strict = new TestServer("heartbeat-interval = 2s", "heartbeat-timeout = 1s");
                RawClient silent = strict.connect().upgrade()) {
            strict.readAll(strict.connection());
            RawClient lively = strict.connect().upgrade();
            strict.readAll(strict.connection());
            assertThat(silent.frame().opcode()).as("ping").isEqualTo(9);
            for (int i = 0; i < 3; i++) {
                assertThat(lively.frame().opcode()).as("ping").isEqualTo(9);
                lively.send(RawClient.text("no pong, but a word"));
            }
            assertThat(silent.frame().closeCode()).isEqualTo(4001);
            lively.close();
        }
    }

    @Test
    void oneConnectionTooManyIsToldSo() {
        try (TestServer tiny = new TestServer("max-connections = 1");
                RawClient first = tiny.connect().upgrade();
                RawClient second = tiny.connect();
                RawClient third = tiny.connect().upgrade()) {
            second.lines("GET /a HTTP/1.1", "Host: x", "");
            assertThat(second.rest()).startsWith("HTTP/1.1 503");
            assertThat(third.frame().closeCode()).isEqualTo(4029);
            first.send(RawClient.frame(0x89, new byte[0]));
            tiny.readAll(tiny.connection());
            assertThat(first.frame().opcode()).isEqualTo(0xa);
        }
    }

    @Test
    void aHandshakeThatIsNoneIsRefused() {
        String good = new String(RawClient.handshake(), StandardCharsets.US_ASCII);
        assertThat(headAfter(good.replace("Version: 13", "Version: 8")))
                .startsWith("HTTP/1.1 426")
                .containsIgnoringCase("sec-websocket-version: 13");
        assertThat(headAfter(good.replace("dGhl", "short"))).startsWith("HTTP/1.1 400");
        assertThat(headAfter(good.replace("Connection: Upgrade", "Connection: close")))
                .startsWith("HTTP/1.1 400");
        assertThat(headAfter(good.replace("GET", "PUT"))).startsWith("HTTP/1.1 400");
    }

    private static String headAfter(String handshake) {
        try (RawClient client = SERVER.connect()) {
            client.send(handshake.getBytes(StandardCharsets.US_ASCII));
            return client.head();
        }
    }

    private static int codeAfter(byte[]... frames) {
        try (RawClient client = SERVER.connect().upgrade()) {
            SERVER.readAll(SERVER.connection());
            client.send(frames);
            return client.frame().closeCode();
        }
    }

    /** Writes shared bytes until the queue is full, and once more. */
    private static void fill(ChatSocket connection, CountDownLatch closed) {
        connection.lane().execute(() -> {
            connection.listen(new Outlet.Listener() {
                @Override
                public void onWritable() {}

                @Override
                public void onClosed() {
                    closed.countDown();
                }
            });
            byte[] wire = WebSocketFrames.binary(new byte[60_000]);
            for (int i = 0; i < 1_000 && connection.isWritable(); i++) {
                Lane.Shared shared = connection.lane().share(wire, 0, wire.length);
                connection.write(shared, 0, wire.length);
                connection.write(shared, 0, wire.length);
                connection.flush();
                shared.release();
            }
        });
    }

    private static String text(SinkQueueWithCancel<Request> frames) throws Exception {
        return Verbatim.text(
                frames.pull().toCompletableFuture().get(20, TimeUnit.SECONDS).orElseThrow());
    }
}

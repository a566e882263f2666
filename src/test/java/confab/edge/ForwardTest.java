package confab.edge;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import confab.engineio.WebSocket;
import confab.protocol.CloseCode;
import confab.protocol.Frame;
import confab.protocol.WebSocketFrames;
import confab.relay.Lane;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that come to one node, and are another's to answer. */
final class ForwardTest {
    private static final TestServer NODE = new TestServer();
    private static final TestServer OWNER = new TestServer();

    private final BlockingQueue<WebSocket> sockets = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void passOn() {
        NODE.owned = request ->
                TestServer.done(new Forward(OWNER.server().address(), TestServer.text("nobody there")).response());
    }

    @AfterAll
    static void stop() {
        NODE.close();
        OWNER.close();
    }

    @Test
    void theOwnersAnswerIsThisNodesAndTheConnectionIsKept() {
        OWNER.owned = request -> request.entity()
                .toStrict(20_000, OWNER.materializer())
                .thenApply(body -> HttpResponse.create()
                        .withStatus(418)
                        .addHeader(RawHeader.create(
                                "X-Of",
                                request.getHeader("x-from").orElseThrow().value()))
                        .withEntity(
                                ContentTypes.APPLICATION_JSON,
                                "[" + body.getData().utf8String() + "]"));
        try (RawClient client = NODE.connect()) {
            for (int i = 0; i < 2; i++) {
                client.lines("POST /owned?a=b HTTP/1.1", "Host: x", "X-From: me", "Content-Length: 3", "", "abc");
                String answer = client.answer();
                assertThat(answer).startsWith("HTTP/1.1 418").endsWith("[abc]");
                assertThat(answer).containsIgnoringCase("content-type: application/json");
                assertThat(answer).contains("X-Of: me");
            }
            client.lines("GET /next HTTP/1.1", "Host: x", "");
            assertThat(client.answer()).endsWith("GET /next");
        }
    }

    @Test
    void whatWasPassedOnIsNotPassedOnAgain() {
        CompletableFuture<Boolean> isForwarded = new CompletableFuture<>();
        OWNER.owned = request -> {
            isForwarded.complete(Forward.isForwarded(request));
            return TestServer.done(TestServer.text("mine"));
        };
        try (RawClient client = NODE.connect()) {
            client.lines("GET /owned HTTP/1.1", "Host: x", "");
            assertThat(client.answer()).endsWith("mine");
            assertThat(isForwarded).isCompletedWithValue(true);
        }
    }

    @Test
    void theOwnerLearnsThatTheClientIsGone() throws Exception {
        CompletableFuture<CompletableFuture<Done>> watched = new CompletableFuture<>();
        OWNER.owned = request -> {
            watched.complete(ClientGone.before(request).toCompletableFuture());
            return new CompletableFuture<>();
        };
        try (RawClient client = NODE.connect()) {
            client.lines("GET /owned HTTP/1.1", "Host: x", "");
            CompletableFuture<Done> isGone = watched.get(20, TimeUnit.SECONDS);
            assertThat(isGone).isNotDone();
            client.close();
            assertThat(isGone).succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    /** The end of its connection came before the request was passed on. */
    @Test
    void theOwnerLearnsThatTheClientIsGoneAlready() throws Exception {
        CompletableFuture<Lane> lane = new CompletableFuture<>();
        CompletableFuture<HttpResponse> routed = new CompletableFuture<>();
        NODE.owned = request -> {
            lane.complete(RequestLane.of(request));
            return routed;
        };
        CompletableFuture<TestServer.Held> asked = holdAtOwner();
        try (RawClient client = NODE.connect()) {
            client.lines("GET /owned HTTP/1.1", "Host: x", "");
            Lane home = lane.get(20, TimeUnit.SECONDS);
            client.shutOutput();
            // By then the event loop has seen that.
            home.execute(() ->
                    routed.complete(new Forward(OWNER.server().address(), TestServer.text("nobody there")).response()));
            assertThat(asked.get(20, TimeUnit.SECONDS).isGone()).succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void whoseRequestDoesNotComeInTimeIsToldSo() {
        try (TestServer node = new TestServer("request-timeout = 1s")) {
            node.owned = NODE.owned;
            try (RawClient client = node.connect()) {
                client.lines("POST /owned HTTP/1.1", "Host: x", "Content-Length: 30", "", "a");
                assertThat(client.answer()).startsWith("HTTP/1.1 408");
                assertThat(client.hasEnded()).isTrue();
            }
        }
    }

    @Test
    void theOwnerLearnsThatItsAnswerDidNotReachTheClient() throws Exception {
        CompletableFuture<Lane> lane = new CompletableFuture<>();
        Function<HttpRequest, CompletionStage<HttpResponse>> passOn = NODE.owned;
        NODE.owned = request -> {
            lane.complete(RequestLane.of(request));
            return passOn.apply(request);
        };
        CompletableFuture<TestServer.Held> asked = holdAtOwner();
        try (RawClient client = NODE.connect()) {
            client.lines("GET /owned HTTP/1.1", "Host: x", "");
            TestServer.Held held = asked.get(20, TimeUnit.SECONDS);
            CompletableFuture<Void> isWritten = new CompletableFuture<>();
            lane.get(20, TimeUnit.SECONDS).execute(() -> {
                client.reset();
                held.answer().complete(TestServer.text("too late"));
                held.lane().execute(() -> isWritten.complete(null));
                // By now the node has the answer, and has not read it.
                isWritten.orTimeout(20, TimeUnit.SECONDS).join();
            });
            assertThat(held.isGone()).succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void anAnswerThatIsPassedOnEndsInPeace() throws Exception {
        CompletableFuture<TestServer.Held> asked = holdAtOwner();
        try (RawClient client = NODE.connect()) {
            client.lines("GET /owned HTTP/1.1", "Host: x", "");
            TestServer.Held held = asked.get(20, TimeUnit.SECONDS);
            held.answer().complete(TestServer.text("in time"));
            assertThat(client.answer()).endsWith("in time");
            HttpTest.awaitConnections(OWNER, 0);
            CompletableFuture<Boolean> isGone = new CompletableFuture<>();
            held.lane().execute(() -> isGone.complete(held.isGone().isDone()));
            assertThat(isGone).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(false);
        }
    }

    @Test
    void theOwnerLearnsThatTheNodeIsGoneWithItsAnswer() throws Exception {
        CompletableFuture<TestServer.Held> asked = holdAtOwner();
        try (RawClient node = OWNER.connect()) {
            node.lines("GET /owned HTTP/1.1", "Host: x", "Connection: close", "confab-forwarded: 1", "");
            TestServer.Held held = asked.get(20, TimeUnit.SECONDS);
            held.answer().complete(TestServer.text("for another"));
            assertThat(node.answer()).endsWith("for another");
            assertThat(node.hasEnded()).isTrue();
            assertThat(held.isGone()).isNotDone();
            node.reset();
            assertThat(held.isGone()).succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void withoutAnOwnerTheRoutesOwnAnswerCounts() {
        NODE.owned = request -> TestServer.done(
                new Forward(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), TestServer.text("nobody there"))
                        .response());
        try (RawClient client = NODE.connect()) {
            client.lines("GET /owned HTTP/1.1", "Host: x", "");
            assertThat(client.answer()).endsWith("nobody there");
            client.send(RawClient.handshake("/owned"));
            assertThat(client.answer()).startsWith("HTTP/1.1 200").endsWith("nobody there");
        }
    }

    @Test
    void aWebSocketIsPipedToItsOwner() throws Exception {
        ownWebSockets();
        try (RawClient client = NODE.connect()) {
            client.send(RawClient.handshake("/owned"), RawClient.text("right behind"));
            assertThat(client.head()).startsWith("HTTP/1.1 101");
            WebSocket socket = socket();
            socket.lane().execute(() -> socket.read(true));
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("right behind");
            assertThat(NODE.server().pipes()).isEqualTo(1);
            socket.lane().execute(() -> {
                socket.write(WebSocketFrames.text("x".repeat(200_000).getBytes(StandardCharsets.US_ASCII)));
                socket.flush();
            });
            assertThat(client.frame().payload()).hasSize(200_000);
            client.send(RawClient.text("y".repeat(60_000)));
            assertThat(heard.poll(20, TimeUnit.SECONDS)).hasSize(60_000);
            socket.lane().execute(() -> socket.close(CloseCode.NORMAL, "enough"));
            assertThat(client.frame().closeCode()).isEqualTo(1000);
            client.send(RawClient.frame(0x88, new byte[] {3, (byte) 0xe8}));
            assertThat(client.hasEnded()).isTrue();
            HttpTest.awaitConnections(NODE, 0);
            assertThat(NODE.server().pipes()).isZero();
        }
    }

    @Test
    void aPipeHoldsNoMoreThanItsBoundAndEndsWithItsClient() throws Exception {
        ownWebSockets();
        try (RawClient client = NODE.connect().upgrade("/owned")) {
            WebSocket socket = socket();
            assertThat(client.isHeldUp(400, RawClient.text("x".repeat(60_000)), 2_000))
                    .isTrue();
            assertThat(heard).hasSizeLessThan(5);
            client.close();
            socket.lane().execute(() -> socket.read(true));
            String last = "";
            while (last != null && !last.equals("closed")) {
                last = heard.poll(20, TimeUnit.SECONDS);
            }
            assertThat(last).isEqualTo("closed");
        }
    }

    /** The owner's end stands behind what is not read: it cannot be heard of. */
    @Test
    void aPipesClientThatDoesNotReadIsClosed() throws Exception {
        ownWebSockets();
        try (TestServer node = new TestServer("slow-reader-timeout = 1s")) {
            node.owned = NODE.owned;
            try (RawClient client = node.connect().upgrade("/owned")) {
                WebSocket socket = socket();
                socket.lane().execute(() -> socket.write(WebSocketFrames.text(new byte[TestServer.HUGE_BYTES])));
                socket.lane().execute(socket::flush);
                HttpTest.awaitConnections(node, 0);
                assertThat(node.server().pipes()).isZero();
                assertThat(client.isClosed()).isFalse();
            }
        }
    }

    private static CompletableFuture<TestServer.Held> holdAtOwner() {
        CompletableFuture<TestServer.Held> asked = new CompletableFuture<>();
        OWNER.owned = request -> {
            TestServer.Held held = new TestServer.Held(
                    RequestLane.of(request),
                    ClientGone.before(request).toCompletableFuture(),
                    new CompletableFuture<>());
            asked.complete(held);
            return held.answer();
        };
        return asked;
    }

    private void ownWebSockets() {
        OWNER.owned =
                request -> TestServer.done(new EngineUpgrade(TestServer.MAX_FRAME_BYTES, null, this::open).response());
    }

    private WebSocket.Listener open(WebSocket socket) {
        sockets.add(socket);
        return new WebSocket.Listener() {
            @Override
            public void onFrame(Frame frame) {
                heard.add(new String(((Frame.Text) frame).utf8(), StandardCharsets.UTF_8));
            }

            @Override
            public void onWritable() {}

            @Override
            public void onClosed() {
                heard.add("closed");
            }
        };
    }

    private WebSocket socket() throws InterruptedException {
        WebSocket socket = sockets.poll(20, TimeUnit.SECONDS);
        if (socket == null) {
            throw new AssertionError("no socket");
        }
        return socket;
    }
}

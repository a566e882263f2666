package confab.edge;

import static org.assertj.core.api.Assertions.assertThat;

import confab.engineio.WebSocket;
import confab.protocol.CloseCode;
import confab.protocol.Frame;
import confab.protocol.WebSocketFrames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WebSockets that Engine.IO sessions use, and the routes that wait for clients who may go. */
final class EngineSocketTest {
    private static final TestServer SERVER = new TestServer();

    /** One socket as its session sees it: what it hears, with the thread that told. */
    private static final class Session implements WebSocket.Listener {
        private final WebSocket socket;
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        Session(WebSocket socket) {
            this.socket = socket;
            heard.add("open by " + Thread.currentThread().getName());
        }

        @Override
        public void onFrame(Frame frame) {
            heard.add(new String(((Frame.Text) frame).utf8(), StandardCharsets.UTF_8));
        }

        @Override
        public void onWritable() {
            heard.add("writable");
        }

        @Override
        public void onClosed() {
            heard.add("closed");
        }

        String next() throws InterruptedException {
            return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
        }

        void on(Runnable task) {
            socket.lane().execute(task);
        }
    }

    /** As much as the socket takes, and then some, again and again. */
    private static final class Endless implements WebSocket.Listener {
        private static final byte[] MUCH = WebSocketFrames.text(new byte[200_000]);

        private final WebSocket socket;
        private final BlockingQueue<String> heard;

        Endless(WebSocket socket, BlockingQueue<String> heard) {
            this.socket = socket;
            this.heard = heard;
            socket.lane().execute(() -> {
                socket.read(true);
                onWritable();
            });
        }

        @Override
        public void onFrame(Frame frame) {
            heard.add(new String(((Frame.Text) frame).utf8(), StandardCharsets.UTF_8));
        }

        @Override
        public void onWritable() {
            socket.write(MUCH);
            socket.flush();
        }

        @Override
        public void onClosed() {}
    }

    private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();

    @BeforeEach
    void begin() {
        SERVER.engine = new EngineUpgrade(TestServer.MAX_FRAME_BYTES, null, this::open);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void framesComeWhenTheyAreWantedAndNotBefore() throws Exception {
        try (RawClient client = SERVER.connect().upgrade("/engine")) {
            Session session = session();
            session.next();
            session.on(() -> session.socket.write(WebSocketFrames.text(new byte[] {'a'})));
            session.on(session.socket::flush);
            assertThat(client.frame().text()).isEqualTo("a");
            assertThat(client.isHeldUp(400, RawClient.text("x".repeat(60_000)), 2_000))
                    .isTrue();
            // What one read brings comes unasked.
            assertThat(session.heard).hasSizeLessThan(5);
            session.on(() -> session.socket.read(true));
            assertThat(session.next()).hasSize(60_000);
        }
    }

    /** Else a client that lags for long could say nothing all the while, nor answer a ping. */
    @Test
    void whoReadsIsHeardHoweverMuchThereIsForIt() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        SERVER.engine = new EngineUpgrade(TestServer.MAX_FRAME_BYTES, null, socket -> new Endless(socket, heard));
        try (RawClient client = SERVER.connect().upgrade("/engine")) {
            Thread reading = new Thread(client::ignoreRest);
            reading.setDaemon(true);
            reading.setUncaughtExceptionHandler((thread, closed) -> {});
            reading.start();
            for (int i = 0; i < 5; i++) {
                client.send(RawClient.text("frame " + i));
                assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("frame " + i);
            }
        }
    }

    @Test
    void aSocketThatIsDroppedIsLostToItsClientAfterWhatWasWritten() throws Exception {
        try (RawClient client = SERVER.connect().upgrade("/engine")) {
            Session session = session();
            session.next();
            session.on(() -> session.socket.write(WebSocketFrames.text(new byte[] {'a'})));
            session.on(session.socket::drop);
            assertThat(client.frame().text()).isEqualTo("a");
            assertThat(client.hasEnded()).as("without a close frame").isTrue();
            assertThat(session.next()).isEqualTo("closed");
        }
    }

    @Test
    void aSocketMovesToTheLaneThatItsSessionIsOn() throws Exception {
        try (RawClient first = SERVER.connect().upgrade("/engine")) {
            Session home = session();
            String openedBy = home.next();
            SERVER.engine = new EngineUpgrade(TestServer.MAX_FRAME_BYTES, home.socket.lane(), this::open);
            // Of four connections one after the other at least one began on another lane.
            for (int i = 0; i < 4; i++) {
                try (RawClient client = SERVER.connect()) {
                    client.send(RawClient.handshake("/engine"), RawClient.text("right behind"));
                    assertThat(client.head()).startsWith("HTTP/1.1 101");
                    Session session = session();
                    assertThat(session.next()).isEqualTo(openedBy);
                    assertThat(session.socket.lane()).isSameAs(home.socket.lane());
                    session.on(() -> session.socket.read(true));
                    assertThat(session.next()).isEqualTo("right behind");
                    client.send(RawClient.text("x".repeat(60_000)));
                    assertThat(session.next()).hasSize(60_000);
                    session.on(() -> session.socket.write(WebSocketFrames.text(new byte[70_000])));
                    session.on(session.socket::flush);
                    assertThat(client.frame().payload()).hasSize(70_000);
                    client.close();
                    assertThat(session.next()).isEqualTo("closed");
                }
            }
            assertThat(first.hasHeard()).isFalse();
        }
    }

    @Test
    void theEndIsToldOnceWhoeverCloses() throws Exception {
        try (RawClient client = SERVER.connect().upgrade("/engine")) {
            Session session = session();
            session.next();
            session.on(() -> session.socket.read(true));
            session.on(() -> {
                session.socket.write(WebSocketFrames.text(new byte[] {'z'}));
                session.socket.close(CloseCode.NORMAL, "");
                session.heard.add("asked");
            });
            assertThat(client.frame().text()).isEqualTo("z");
            assertThat(client.frame().closeCode()).isEqualTo(1000);
            assertThat(session.next()).isEqualTo("asked");
            assertThat(session.next()).isEqualTo("closed");
            client.send(RawClient.frame(0x88, new byte[] {3, (byte) 0xe8}));
            assertThat(client.hasEnded()).isTrue();
            assertThat(session.heard).isEmpty();
        }
    }

    @Test
    void aRouteLearnsThatItsClientIsGone() {
        List<RawClient> clients = new ArrayList<>();
        for (boolean closes : new boolean[] {true, false}) {
            RawClient client = SERVER.connect();
            client.lines("GET /held HTTP/1.1", "Host: x", "");
            TestServer.Held held = SERVER.held();
            assertThat(held.isGone().isDone()).isFalse();
            if (closes) {
                client.close();
            } else {
                client.shutOutput();
            }
            assertThat(held.isGone().toCompletableFuture()).succeedsWithin(20, TimeUnit.SECONDS);
            clients.add(client);
        }
        clients.forEach(RawClient::close);
    }

    @Test
    void aRouteLearnsThatItsAnswerCameTooLate() {
        try (RawClient client = SERVER.connect()) {
            client.lines("GET /held HTTP/1.1", "Host: x", "");
            TestServer.Held held = SERVER.held();
            // In one task of the event loop, which so does not read in between that the connection is lost.
            held.lane().execute(() -> {
                client.reset();
                held.answer().complete(TestServer.text("too late"));
            });
            assertThat(held.isGone()).succeedsWithin(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void whoStaysIsAnsweredAndMayAskOnMeanwhile() {
        try (RawClient client = SERVER.connect()) {
            client.lines("GET /held HTTP/1.1", "Host: x", "", "GET /next HTTP/1.1", "Host: x", "");
            TestServer.Held held = SERVER.held();
            held.answer().complete(TestServer.text("now"));
            assertThat(client.answer()).endsWith("now");
            assertThat(client.answer()).endsWith("GET /next");
            assertThat(held.isGone().isDone()).isFalse();
        }
    }

    private WebSocket.Listener open(WebSocket socket) {
        Session session = new Session(socket);
        sessions.add(session);
        return session;
    }

    private Session session() throws InterruptedException {
        Session session = sessions.poll(20, TimeUnit.SECONDS);
        if (session == null) {
            throw new AssertionError("no session");
        }
        return session;
    }
}

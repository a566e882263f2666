package confab.socketio;

import confab.config.Settings;
import confab.model.SessionId;
import confab.relay.TestLane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on one lane whose namespaces {@code /} and {@code /chat} write down who enters; listeners run on the lane. */
final class Scene {
    static final Settings.SocketIo SETTINGS = new Settings.SocketIo(Duration.ofSeconds(45), 10, 1 << 20, 8, 3, false);

    final TestLane lane = new TestLane();
    final SocketServer server = server(lane);
    final Namespace root = server.of("/");
    final Namespace chat = server.of("/chat");
    final List<SocketConnection> entered = new ArrayList<>();

    Scene() {
        root.onConnection(entered::add);
        chat.onConnection(entered::add);
    }

    /** Ids are {@code s1}, {@code s2} and so on. */
    static SocketServer server(TestLane lane) {
        AtomicInteger last = new AtomicInteger();
        return new SocketServer(
                SETTINGS, Runnable::run, () -> new SessionId("s" + last.incrementAndGet()), lane::nanoTime);
    }

    TestEngine open() {
        return TestEngine.open(server, lane);
    }

    /** A client in {@code /}, that has heard so. */
    TestEngine enter() {
        TestEngine client = open().says("0");
        client.hears();
        return client;
    }

    /** Who entered last. */
    SocketConnection last() {
        return entered.get(entered.size() - 1);
    }
}

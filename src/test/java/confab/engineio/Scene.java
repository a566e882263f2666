package confab.engineio;

import confab.config.Settings;
import confab.protocol.engineio.EngineFormat;
import confab.protocol.engineio.EnginePacket;
import confab.relay.TestLane;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sessions on a lane whose time the test lets pass, with what they carry written down. Pings are due after 300 ms and
 * answered in 200; separators of payloads are shown as spaces.
 */
final class Scene implements EngineListener {
    static final int OUTBOUND_HIGH_BYTES = 1_000;
    static final int MAX_SESSIONS = 3;

    final TestLane lane = new TestLane();
    /** What the session's listener was told, in order. */
    final List<String> heard = new ArrayList<>();
    /** Done, in that order, when the session takes more. */
    final List<Runnable> onWritable = new ArrayList<>();
    /** Done at each message. */
    Runnable onMessage = () -> {};

    EngineGate gate = EngineGate.ofOrigins(java.util.Set.of());
    final List<EngineConnection> connections = new ArrayList<>();
    private int sids;

    final EngineSessions sessions = new EngineSessions(
            new EnginePlace(
                    new Settings.EngineIo(
                            Duration.ofMillis(300), Duration.ofMillis(200), Duration.ofSeconds(10), 1_000_000, null),
                    OUTBOUND_HIGH_BYTES,
                    MAX_SESSIONS,
                    () -> "s" + ++sids,
                    handshake -> gate.refusal(handshake),
                    Owners.alone(),
                    lane::nanoTime),
            connection -> {
                connections.add(connection);
                return this;
            });

    /** The last connection that opened. */
    EngineConnection connection() {
        return connections.get(connections.size() - 1);
    }

    static EngineHandshake handshake(String... query) {
        Map<String, String> all = new java.util.HashMap<>(Map.of("EIO", "4"));
        for (int i = 0; i < query.length; i += 2) {
            all.put(query[i], query[i + 1]);
        }
        return new EngineHandshake(
                "/engine.io/", all, Map.of(), InetSocketAddress.createUnresolved("client", 1), Instant.EPOCH);
    }

    /** Opens a polling session and says its sid. */
    String open() {
        CompletionStage<EngineSessions.Opened> opened = sessions.open(handshake(), lane);
        lane.run();
        return opened.toCompletableFuture().join().sid();
    }

    FakeSocket openSocket() {
        return new FakeSocket(lane).open(socket -> sessions.open(handshake(), socket));
    }

    /** Another WebSocket for a session that is there. */
    FakeSocket join(String sid) {
        return new FakeSocket(lane).open(session(sid)::join);
    }

    EngineSession session(String sid) {
        return ((EngineAsk.Poll) ask("GET", sid)).session();
    }

    Request poll(String sid) {
        if (ask("GET", sid) instanceof EngineAsk.Refused refused) {
            return new Request(
                    CompletableFuture.completedFuture(refused.refusal().answer()), () -> {});
        }
        Poll poll = session(sid).poll();
        return new Request(poll.answer().toCompletableFuture(), poll::onGone);
    }

    Request post(String sid, String body) {
        return postBytes(sid, body.replace(' ', '\u001e').getBytes(StandardCharsets.UTF_8));
    }

    Request postBytes(String sid, byte[] body) {
        Post post = session(sid).post(false);
        post.onBody(body);
        return new Request(post.answer().toCompletableFuture(), post::onGone);
    }

    private EngineAsk ask(String method, String sid) {
        return sessions.ask(method, Map.of("transport", "polling", "sid", sid), false);
    }

    void pass(long millis) {
        lane.pass(Duration.ofMillis(millis));
    }

    void write(String... messages) {
        for (String message : messages) {
            connection().write(frame(message));
        }
    }

    static byte[] frame(String message) {
        return EngineFormat.WEBSOCKET.encode(
                List.of(new EnginePacket.Text(EnginePacket.Type.MESSAGE, message.getBytes(StandardCharsets.UTF_8))));
    }

    /** A request under way, as its client sees it. */
    final class Request {
        private final CompletableFuture<EngineAnswer> answer;
        private final Runnable gone;

        Request(CompletableFuture<EngineAnswer> answer, Runnable gone) {
            this.answer = answer;
            this.gone = gone;
            lane.run();
        }

        /** Status and body, or that it waits. */
        String answer() {
            if (!answer.isDone()) {
                return "waits";
            }
            EngineAnswer given = answer.join();
            String body = new String(given.body(), StandardCharsets.UTF_8).replace('\u001e', ' ');
            return given.status() == 200 ? body : given.status() + " " + body;
        }

        void goes() {
            gone.run();
            lane.run();
        }
    }

    @Override
    public void onMessage(EnginePacket message) {
        heard.add(
                message instanceof EnginePacket.Text text
                        ? new String(text.utf8(), StandardCharsets.UTF_8)
                        : "bytes " + ((EnginePacket.Binary) message).bytes().length);
        onMessage.run();
    }

    @Override
    public void onWritable() {
        heard.add("writable");
        onWritable.forEach(Runnable::run);
    }

    @Override
    public void onSentAway() {
        heard.add("sent away");
    }

    @Override
    public void onClosed(EngineEnd end) {
        heard.add("closed: " + end.reason());
    }
}

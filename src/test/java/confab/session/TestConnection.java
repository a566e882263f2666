package confab.session;

import confab.model.SessionId;
import confab.protocol.CloseCode;
import confab.protocol.Dialect;
import confab.protocol.Request;
import confab.protocol.json.JsonDialect;
import confab.relay.Lane;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** A connection that speaks JSON and keeps what it is sent; its client says what the test says. */
final class TestConnection implements Connection {
    private static final int MAX_BODY_BYTES = 1_000;

    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final InboundPublisher<Request> inbound =
            new InboundPublisher<>(this::inTurn, () -> {}, () -> isCancelled = true);

    @Nullable
    volatile CloseCode closed;

    /** Nobody wants to hear more of the client. */
    volatile boolean isCancelled;

    /** For the test to remember. */
    long told;

    /** The client says that. */
    void say(Request request) {
        inTurn(() -> inbound.publish(request));
    }

    /** The client is gone. */
    void leave() {
        inTurn(inbound::end);
    }

    /** The oldest that was sent and not yet heard, as the socket gets it: a frame's head and the JSON; empty if none. */
    String heard() {
        String next = sent.poll();
        return next == null ? "" : next;
    }

    @Override
    public Publisher<Request> requests() {
        return inbound;
    }

    @Override
    public Dialect dialect() {
        return new JsonDialect(MAX_BODY_BYTES);
    }

    @Override
    public InetSocketAddress remote() {
        return InetSocketAddress.createUnresolved("client", 1);
    }

    @Override
    public Lane lane() {
        return new Lane() {
            @Override
            public void execute(Runnable task) {
                task.run();
            }

            @Override
            public void afterFlush(Runnable task) {
                task.run();
            }

            @Override
            public void executeLater(Runnable task, Duration delay) {
                throw new UnsupportedOperationException("nothing waits here");
            }

            @Override
            public Shared share(byte[] wire, int from, int to) {
                throw new UnsupportedOperationException("no room writes here");
            }
        };
    }

    @Override
    public Object client() {
        return this;
    }

    @Override
    public SessionId session() {
        return new SessionId("s");
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void write(Lane.Shared bytes, int from, int to) {
        throw new UnsupportedOperationException("no room writes here");
    }

    @Override
    public void write(byte[] wire) {
        send(wire);
    }

    @Override
    public void flush() {}

    @Override
    public void listen(Listener listener) {}

    @Override
    public void send(byte[] wire) {
        sent.add(new String(wire, StandardCharsets.UTF_8));
    }

    @Override
    public void close(CloseCode code, String reason) {
        closed = code;
    }

    @Override
    public @Nullable ConnectionEnd end() {
        return closed == null ? null : ConnectionEnd.of(closed);
    }

    private synchronized void inTurn(Runnable task) {
        task.run();
    }
}

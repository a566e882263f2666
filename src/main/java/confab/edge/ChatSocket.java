package confab.edge;

import confab.config.Settings;
import confab.model.SessionId;
import confab.protocol.CloseCode;
import confab.protocol.Dialect;
import confab.protocol.Frame;
import confab.protocol.FrameDialect;
import confab.protocol.Request;
import confab.session.Connection;
import confab.session.InboundPublisher;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.spi.LoggingEventBuilder;

/** A WebSocket whose frames are requests to a chat session. */
final class ChatSocket extends NettySocket implements Connection {
    /**
     * Answers that may wait for a client that does not read them, besides its rooms' messages. A client that reads nothing is
     * not read either, so only many large pages of history can come near; past it the connection is closed.
     */
    private static final long MAX_ANSWER_BYTES = 4L << 20;

    private final SessionId session;
    private final FrameDialect dialect;
    private final InboundPublisher<Request> inbound;

    /** What other threads send, in order; guarded by itself. */
    private final Queue<byte[]> sent = new ArrayDeque<>(1);

    private final AtomicBoolean isSending = new AtomicBoolean();

    /** On the lane only. */
    private @Nullable Listener listener;

    private boolean isGone;

    ChatSocket(Channel channel, NettyLane lane, SessionId session, FrameDialect dialect, Settings.Edge settings) {
        super(channel, lane, Liveness.of(settings));
        this.session = session;
        this.dialect = dialect;
        this.inbound = new InboundPublisher<>(lane, this::readOn, this::drop);
        dialect.opening().forEach(inbound::publish);
    }

    @Override
    public Publisher<Request> requests() {
        return inbound;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public InetSocketAddress remote() {
        return (InetSocketAddress) channel().remoteAddress();
    }

    @Override
    public Object client() {
        return this;
    }

    @Override
    public SessionId session() {
        return session;
    }

    @Override
    public void listen(Listener listener) {
        this.listener = listener;
        if (isGone) {
            listener.onClosed();
        }
    }

    @Override
    public void send(byte[] wire) {
        synchronized (sent) {
            sent.add(wire);
        }
        if (isSending.compareAndSet(false, true)) {
            lane().execute(this::sendGiven);
        }
    }

    @Override
    public void close(CloseCode code, String reason) {
        lane().execute(() -> closeNext(code, reason));
    }

    @Override
    public String toString() {
        return "session=" + session;
    }

    @Override
    LoggingEventBuilder tell(LoggingEventBuilder event) {
        return event.addKeyValue("session", session);
    }

    @Override
    boolean isFrameWanted() {
        return inbound.hasDemand();
    }

    @Override
    void received(Frame frame) {
        inbound.publishLate(() -> dialect.decode(frame));
    }

    @Override
    void sendGiven() {
        isSending.set(false);
        boolean hasWritten = false;
        for (byte[] next = poll(); next != null; next = poll()) {
            write(next);
            hasWritten = true;
        }
        if (hasWritten) {
            flush();
            if (pendingBytes() > MAX_ANSWER_BYTES) {
                closeNow(CloseCode.TOO_SLOW, "too many answers unread");
            }
        }
    }

    @Override
    void drained() {
        if (listener != null) {
            listener.onWritable();
        }
    }

    @Override
    void ended() {
        inbound.end();
    }

    @Override
    void gone() {
        isGone = true;
        if (listener != null) {
            listener.onClosed();
        }
    }

    private void drop() {
        flushNow();
        var unused = channel().close();
    }

    private byte @Nullable [] poll() {
        synchronized (sent) {
            return sent.poll();
        }
    }
}

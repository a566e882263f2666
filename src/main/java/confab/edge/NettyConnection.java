package confab.edge;

import akka.NotUsed;
import akka.stream.Attributes;
import akka.stream.javadsl.Source;
import confab.config.Settings;
import confab.model.SessionId;
import confab.protocol.CloseCode;
import confab.protocol.CloseReason;
import confab.protocol.Dialect;
import confab.protocol.Frame;
import confab.relay.Lane;
import confab.session.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An open WebSocket, from its handshake until its socket is closed: the way out here, the way in by {@link
 * WebSocketInbound}.
 */
// Netty tells a failed write or close by closing the channel, which is heard of anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class NettyConnection implements Connection, Ticking {
    /** Frames that the session's stream asks for at a time; with those of one read, all that is held. */
    private static final int HELD_FRAMES = 4;

    /** How long a client may take to answer a close frame, in ticks. */
    private static final int CLOSING_TICKS = 5;

    /**
     * Answers that may wait for a client that does not read them, besides its rooms' messages. A client that reads nothing is
     * not read either, so only many large pages of history can come near; past it the connection is closed.
     */
    private static final long MAX_ANSWER_BYTES = 4L << 20;

    private final Channel channel;
    private final NettyLane lane;
    private final SessionId session;
    private final Dialect dialect;
    private final Liveness liveness;
    private final InboundPublisher<Frame> inbound;

    /** What other threads send, in order; guarded by itself. */
    private final Queue<byte[]> sent = new ArrayDeque<>(1);

    private final AtomicBoolean isSending = new AtomicBoolean();

    // Below: on the lane only.
    /** In front of all handlers, so that whole frames pass none of them. */
    private @Nullable ChannelHandlerContext first;

    private @Nullable Listener listener;
    private boolean isClosed;
    private int closingTicks;

    NettyConnection(Channel channel, NettyLane lane, SessionId session, Dialect dialect, Settings.Edge settings) {
        this.channel = channel;
        this.lane = lane;
        this.session = session;
        this.dialect = dialect;
        this.liveness =
                new Liveness(settings.heartbeatInterval(), settings.heartbeatTimeout(), settings.slowReaderTimeout());
        this.inbound = new InboundPublisher<>(lane.loop(), this::readOn, () -> channel.close());
    }

    @Override
    public Source<Frame, NotUsed> frames() {
        return Source.fromPublisher(inbound).withAttributes(Attributes.inputBuffer(1, HELD_FRAMES));
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public InetSocketAddress remote() {
        return (InetSocketAddress) channel.remoteAddress();
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public SessionId session() {
        return session;
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void write(Lane.Shared bytes, int from, int to) {
        write(((NettyLane.SharedBuffer) bytes).slice(from, to));
    }

    @Override
    public void write(byte[] wire) {
        write(Unpooled.wrappedBuffer(wire));
    }

    @Override
    public void flush() {
        if (first != null) {
            first.flush();
        }
    }

    @Override
    public void listen(Listener listener) {
        this.listener = listener;
        if (isClosed) {
            listener.onClosed();
        }
    }

    @Override
    public void send(byte[] wire) {
        synchronized (sent) {
            sent.add(wire);
        }
        if (isSending.compareAndSet(false, true)) {
            lane.execute(this::sendAll);
        }
    }

    @Override
    public void close(CloseCode code, String reason) {
        lane.execute(() -> closeNext(code, reason));
    }

    @Override
    public void tick() {
        if (closingTicks > 0) {
            if (--closingTicks == 0) {
                channel.close();
            }
            return;
        }
        switch (liveness.tick(inbound.hasDemand(), channel.isWritable(), pendingBytes())) {
            case PING -> channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
            case SILENT -> startClosing(frame(CloseCode.HEARTBEAT, "no answer to a ping"));
            case STUCK -> closeNow(CloseCode.TOO_SLOW, "the client stopped reading");
            case FINE -> {}
        }
    }

    /** The pipeline stands; reads begin when the session asks. */
    void open(ChannelHandlerContext first) {
        this.first = first;
        lane.add(this);
        if (!channel.isActive()) {
            onClosed();
        }
    }

    void onFrame(Frame frame) {
        if (closingTicks == 0) {
            inbound.publish(frame);
        }
    }

    /** Any frame is a sign of life. */
    void onSign() {
        liveness.heard();
    }

    /** One read of the socket is through. */
    void readOn() {
        if (channel.isWritable() && (closingTicks > 0 || inbound.hasDemand())) {
            channel.read();
        }
    }

    void onWritabilityChanged() {
        if (channel.isWritable()) {
            if (listener != null) {
                listener.onWritable();
            }
            readOn();
        }
    }

    /** The client closes, or answers ours (RFC 6455, section 5.5.1). */
    void onCloseFrame(CloseWebSocketFrame frame) {
        if (closingTicks == 0) {
            int status = frame.statusCode();
            channel.writeAndFlush(status < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(status, ""))
                    .addListener(ChannelFutureListener.CLOSE);
            closingTicks = CLOSING_TICKS;
        } else {
            channel.close();
        }
        inbound.end();
    }

    void onClosed() {
        if (!isClosed) {
            isClosed = true;
            lane.remove(this);
            inbound.end();
            if (listener != null) {
                listener.onClosed();
            }
        }
    }

    /** Bytes written that the socket has not taken. */
    long pendingBytes() {
        return Outbound.pendingBytes(channel);
    }

    /** After what was sent; no frame is heard from now on. On the lane. */
    void closeNext(CloseCode code, String reason) {
        sendAll();
        startClosing(frame(code, reason));
    }

    /** Says why, for a client that should read again at once, and closes without waiting for it. */
    void closeNow(CloseCode code, String reason) {
        if (closingTicks == 0) {
            channel.writeAndFlush(frame(code, reason));
        }
        channel.close();
    }

    private static CloseWebSocketFrame frame(CloseCode code, String reason) {
        return new CloseWebSocketFrame(code.code(), CloseReason.cut(reason));
    }

    private void startClosing(CloseWebSocketFrame frame) {
        if (closingTicks > 0 || isClosed) {
            frame.release();
            return;
        }
        closingTicks = CLOSING_TICKS;
        channel.writeAndFlush(frame, channel.voidPromise());
        inbound.end();
        channel.read();
    }

    private void sendAll() {
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

    private byte @Nullable [] poll() {
        synchronized (sent) {
            return sent.poll();
        }
    }

    private void write(ByteBuf frames) {
        if (first == null || closingTicks > 0 || isClosed) {
            frames.release();
        } else {
            first.write(frames, channel.voidPromise());
        }
    }
}

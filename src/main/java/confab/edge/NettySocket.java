package confab.edge;

import confab.protocol.CloseCode;
import confab.protocol.CloseReason;
import confab.protocol.Frame;
import confab.relay.Lane;
import confab.session.ConnectionEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * An open WebSocket, from its handshake until its socket is closed: the way out here, the way in by {@link
 * WebSocketInbound}. Whom it is for is what its subclasses differ in. Where nothing else is said, on its lane only.
 */
// Netty tells a failed write or close by closing the channel, which is heard of anyway.
@SuppressWarnings("FutureReturnValueIgnored")
abstract class NettySocket implements Ticking, TurnEnd.Flushable {
    /** How long a client may take to answer a close frame, in ticks. */
    static final int CLOSING_TICKS = 5;

    /** More is not held until the end of a loop's turn, even where the queue's bound is higher. */
    private static final long MAX_UNFLUSHED_BYTES = 1 << 20;

    private final Channel channel;
    private final NettyLane lane;
    private final Liveness liveness;

    /** In front of all handlers, so that whole frames pass none of them. */
    private @Nullable ChannelHandlerContext first;

    /** To be flushed at the end of the loop's turn. */
    private boolean isUnflushed;

    private boolean isClosed;
    private int closingTicks;

    /** The first that is said of it counts; read from any thread. */
    private volatile @Nullable ConnectionEnd end;

    NettySocket(Channel channel, NettyLane lane, Liveness liveness) {
        this.channel = channel;
        this.lane = lane;
        this.liveness = liveness;
    }

    /** Whether the next frame is wanted. */
    abstract boolean isFrameWanted();

    /** Tells in a log event whose socket this is. */
    abstract LoggingEventBuilder tell(LoggingEventBuilder event);

    /** What one read of the socket brought comes even where it is not wanted. */
    abstract void received(Frame frame);

    /** What others have given to be sent goes before a close frame. */
    abstract void sendGiven();

    /** The queue fell below its lower bound. */
    abstract void drained();

    /** No frame comes any more; may be told more than once. */
    abstract void ended();

    /** Nothing written from now on arrives; told once. */
    abstract void gone();

    /** From any thread. */
    public final NettyLane lane() {
        return lane;
    }

    public final boolean isWritable() {
        return channel.isWritable();
    }

    public final void write(Lane.Shared bytes, int from, int to) {
        write(((NettyLane.SharedBuffer) bytes).slice(from, to));
    }

    public final void write(byte[] wire) {
        write(Unpooled.wrappedBuffer(wire));
    }

    /** What is written goes out to the socket: at the end of the loop's turn, or now if that is much. */
    public final void flush() {
        if (first == null) {
            return;
        }
        if (!channel.isWritable() || pendingBytes() > MAX_UNFLUSHED_BYTES) {
            first.flush();
        } else if (isUnflushed) {
            lane.turnEnd().cutIfLong();
        } else {
            isUnflushed = true;
            lane.turnEnd().flush(this);
        }
    }

    @Override
    public final void flushNow() {
        isUnflushed = false;
        if (first != null) {
            first.flush();
        }
    }

    @Override
    public final void tick() {
        if (closingTicks > 0) {
            if (--closingTicks == 0) {
                channel.close();
            }
            return;
        }
        switch (liveness.tick(isFrameWanted(), channel.isWritable(), pendingBytes())) {
            case PING -> channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
            case SILENT -> startClosing(CloseCode.HEARTBEAT, "no answer to a ping");
            case STUCK -> closeNow(CloseCode.TOO_SLOW, "the client stopped reading");
            case FINE -> {}
        }
    }

    final Channel channel() {
        return channel;
    }

    /** The pipeline stands; reads begin when a frame is wanted. */
    final void open(ChannelHandlerContext first) {
        this.first = first;
        lane.add(this);
        if (!channel.isActive()) {
            onClosed();
        }
    }

    final void onFrame(Frame frame) {
        if (closingTicks == 0) {
            received(frame);
        }
    }

    /** Any frame is a sign of life. */
    final void onSign() {
        liveness.heard();
    }

    /** One read of the socket is through, or a frame is wanted now. */
    final void readOn() {
        if (channel.isWritable() && (closingTicks > 0 || isFrameWanted())) {
            channel.read();
        }
    }

    final void onWritabilityChanged() {
        if (channel.isWritable()) {
            // First, as what is drained may be filled again at once: so one read comes of each round.
            readOn();
            drained();
        }
    }

    /** The client closes, or answers ours (RFC 6455, section 5.5.1). */
    final void onCloseFrame(CloseWebSocketFrame frame) {
        if (closingTicks == 0) {
            ends(ConnectionEnd.LEFT);
            int status = frame.statusCode();
            channel.writeAndFlush(status < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(status, ""))
                    .addListener(ChannelFutureListener.CLOSE);
            closingTicks = CLOSING_TICKS;
        } else {
            channel.close();
        }
        ended();
    }

    final void onClosed() {
        if (!isClosed) {
            isClosed = true;
            ends(ConnectionEnd.LOST);
            lane.remove(this);
            ended();
            gone();
        }
    }

    /** From any thread: how it ended; null while nothing says that it has. */
    public final @Nullable ConnectionEnd end() {
        return end;
    }

    /** Bytes written that the socket has not taken. */
    public final long pendingBytes() {
        return Outbound.pendingBytes(channel);
    }

    /** After what was given to be sent; no frame is heard from now on. */
    final void closeNext(CloseCode code, String reason) {
        sendGiven();
        startClosing(code, reason);
    }

    /** After what was given to be sent, without a word; who does not read that is not waited for long. */
    final void dropNext() {
        sendGiven();
        if (closingTicks == 0 && !isClosed) {
            closingTicks = CLOSING_TICKS;
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            ended();
        }
    }

    /** Says why, for a client that should read again at once, and closes without waiting for it. */
    final void closeNow(CloseCode code, String reason) {
        ends(ConnectionEnd.of(code));
        if (closingTicks == 0) {
            channel.writeAndFlush(frame(code, reason));
        }
        channel.close();
    }

    private static CloseWebSocketFrame frame(CloseCode code, String reason) {
        return new CloseWebSocketFrame(code.code(), CloseReason.cut(reason));
    }

    private void ends(ConnectionEnd how) {
        if (end == null) {
            end = how;
        }
    }

    private void startClosing(CloseCode code, String reason) {
        if (closingTicks > 0 || isClosed) {
            return;
        }
        ends(ConnectionEnd.of(code));
        closingTicks = CLOSING_TICKS;
        channel.writeAndFlush(frame(code, reason), channel.voidPromise());
        ended();
        channel.read();
    }

    private void write(ByteBuf frames) {
        if (first == null || closingTicks > 0 || isClosed) {
            frames.release();
        } else {
            first.write(frames, channel.voidPromise());
        }
    }
}

package confab.edge;

import confab.protocol.CloseCode;
import confab.protocol.Frame;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last handler of a WebSocket's pipeline.
 *
 * <pre>
 *  socket ──► WebSocket13FrameDecoder ──► Utf8FrameValidator ──► MessageAggregator ──► this ──► NettySocket
 * </pre>
 */
// Netty tells a failed write or close by closing the channel, which is heard of anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSocketInbound extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(WebSocketInbound.class);

    private final NettySocket socket;

    WebSocketInbound(NettySocket socket) {
        this.socket = socket;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        socket.onSign();
        try {
            if (message instanceof TextWebSocketFrame text) {
                socket.onFrame(new Frame.Text(bytes(text)));
            } else if (message instanceof BinaryWebSocketFrame binary) {
                socket.onFrame(new Frame.Binary(bytes(binary)));
            } else if (message instanceof PingWebSocketFrame ping) {
                context.writeAndFlush(
                        new PongWebSocketFrame(ping.content().retain()),
                        context.channel().voidPromise());
            } else if (message instanceof CloseWebSocketFrame close) {
                socket.onCloseFrame(close);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        socket.readOn();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        socket.onWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        socket.onClosed();
    }

    /** Without a close frame; who sends nothing cannot answer a ping either. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            socket.flushNow();
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            socket.closeNext(code(corrupted), String.valueOf(corrupted.getMessage()));
        } else if (cause instanceof TooLongFrameException) {
            socket.closeNext(CloseCode.TOO_BIG, "the message is longer than the limit");
        } else if (cause instanceof IOException) {
            socket.tell(log.atDebug()).addKeyValue("cause", cause).log("connection lost");
            context.close();
        } else {
            socket.tell(log.atWarn()).setCause(cause).log("connection failed");
            socket.closeNext(CloseCode.INTERNAL_ERROR, "internal error");
        }
    }

    private static CloseCode code(CorruptedWebSocketFrameException corrupted) {
        int status = corrupted.closeStatus().code();
        if (status == CloseCode.TOO_BIG.code()) {
            return CloseCode.TOO_BIG;
        }
        return status == CloseCode.INVALID_UTF8.code() ? CloseCode.INVALID_UTF8 : CloseCode.PROTOCOL_ERROR;
    }

    private static byte[] bytes(WebSocketFrame frame) {
        return ByteBufUtil.getBytes(frame.content());
    }
}

package confab.bench;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;

/** Opens a client's WebSocket, and then leaves the bytes to the client: Netty's handshake, without Netty's frames. */
// A write that fails closes the channel, and the client hears of that.
@SuppressWarnings("FutureReturnValueIgnored")
final class Opening extends SimpleChannelInboundHandler<FullHttpResponse> {
    private static final int MAX_ANSWER_BYTES = 64 << 10;

    private final Client client;
    private final Attendance attendance;
    private final Handshaker handshaker;
    private boolean isOver;

    Opening(URI target, Client client, Attendance attendance) {
        this.client = client;
        this.attendance = attendance;
        this.handshaker = new Handshaker(target, client);
    }

    /** Puts into the channel's pipeline what a handshake takes. */
    void prepare(Channel channel) {
        channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_ANSWER_BYTES), this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        handshaker.handshake(context.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
        if (!answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            failed(context, "not let in: HTTP " + answer.status().code());
            return;
        }
        try {
            handshaker.finishHandshake(context.channel(), answer);
        } catch (WebSocketHandshakeException e) {
            failed(context, "not let in: " + e.getMessage());
            return;
        }
        isOver = true;
        attendance.connected();
        context.pipeline().remove(this);
        client.opened(context.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        failed(context, "not let in: connection lost");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed(context, "not let in: " + cause.getMessage());
    }

    private void failed(ChannelHandlerContext context, String why) {
        if (!isOver) {
            isOver = true;
            attendance.notJoined(why);
            context.close();
        }
    }

    /** Netty's, but for who reads the frames and who writes them. */
    private static final class Handshaker extends WebSocketClientHandshaker13 {
        private final Client client;

        Handshaker(URI target, Client client) {
            super(target, WebSocketVersion.V13, null, false, new DefaultHttpHeaders(), FrameReader.MAX_FRAME_BYTES);
            this.client = client;
        }

        @Override
        protected WebSocketFrameDecoder newWebsocketDecoder() {
            return client;
        }

        @Override
        protected WebSocketFrameEncoder newWebSocketEncoder() {
            return new Ready();
        }
    }

    /** What clients write are whole frames already. */
    private static final class Ready extends ChannelOutboundHandlerAdapter implements WebSocketFrameEncoder {}
}

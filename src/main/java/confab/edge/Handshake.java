package confab.edge;

import akka.http.javadsl.model.StatusCodes;
import confab.config.Settings;
import confab.model.SessionId;
import confab.protocol.CloseCode;
import confab.session.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a connection that speaks HTTP into a WebSocket (RFC 6455, section 4.2). No extension is agreed to: compressing each
 * frame for each member would cost more than all else, so {@code permessage-deflate} is not offered.
 */
record Handshake(Settings.Edge settings, Supplier<SessionId> sessionIds, Consumer<Connection> sessions) {
    private static final String VERSION = WebSocketVersion.V13.toHttpHeaderValue();

    /** @param isOneTooMany the connection is told so by its close code, which a refused handshake could not say */
    void begin(
            ChannelHandlerContext context,
            HttpChannel http,
            RequestDecoder decoder,
            NettyLane lane,
            HttpRequest request,
            WebSocketUpgrade upgrade,
            boolean isOneTooMany) {
        if (!request.method().equals(HttpMethod.GET)
                || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || !isKey(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY))
                || !request.headers().containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)) {
            http.refuse(new Refusal(StatusCodes.BAD_REQUEST, "this is no WebSocket handshake"));
            return;
        }
        if (!VERSION.equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            http.refuse(new Refusal(
                    StatusCodes.UPGRADE_REQUIRED,
                    "only version 13 of the WebSocket protocol is spoken",
                    Map.of(HttpHeaderNames.SEC_WEBSOCKET_VERSION.toString(), VERSION)));
            return;
        }
        SessionId session = sessionIds.get();
        NettyConnection connection = new NettyConnection(
                context.channel(), lane, session, upgrade.dialect().apply(session), settings);
        ChannelPipeline pipeline = context.pipeline();
        pipeline.addLast(new Utf8FrameValidator(false));
        pipeline.addLast(new MessageAggregator(upgrade.maxFrameBytes()));
        pipeline.addLast(new WebSocketInbound(connection));
        pipeline.remove(http);
        ByteBuf held = decoder.takeHeld();
        handshake(context, request, upgrade);
        connection.open(pipeline.firstContext());
        // Frames that came right behind the handshake; not before its answer is written.
        pipeline.fireChannelRead(held).fireChannelReadComplete();
        if (isOneTooMany) {
            connection.close(CloseCode.TOO_MANY, "this node has as many connections as it may");
        } else {
            sessions.accept(connection);
        }
    }

    private static void handshake(ChannelHandlerContext context, HttpRequest request, WebSocketUpgrade upgrade) {
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(upgrade.maxFrameBytes())
                .expectMaskedFrames(true)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .build();
        var handshaker = new WebSocketServerHandshaker13("", upgrade.subprotocol(), config);
        var whole = new DefaultFullHttpRequest(
                request.protocolVersion(),
                request.method(),
                request.uri(),
                Unpooled.EMPTY_BUFFER,
                request.headers(),
                EmptyHttpHeaders.INSTANCE);
        var unused = handshaker.handshake(context.channel(), whole);
    }

    /** Sixteen bytes in base64 (RFC 6455, section 4.2.1). */
    private static boolean isKey(@Nullable String key) {
        return key != null && key.matches("[A-Za-z0-9+/]{22}==");
    }
}

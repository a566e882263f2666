package confab.edge;

import akka.http.javadsl.model.StatusCodes;
import confab.config.Settings;
import confab.model.SessionId;
import confab.protocol.CloseCode;
import confab.session.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
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
@SuppressWarnings("FutureReturnValueIgnored")
record Handshake(Settings.Edge settings, Supplier<SessionId> sessionIds, Consumer<Connection> sessions) {
    private static final String VERSION = WebSocketVersion.V13.toHttpHeaderValue();

    /** @param isOneTooMany the connection is told so by its close code, which a refused handshake could not say */
    void begin(
            ChannelHandlerContext context,
            HttpChannel http,
            RequestDecoder decoder,
            NettyLane lane,
            HttpRequest request,
            Upgrade upgrade,
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
        Channel channel = context.channel();
        channel.pipeline().remove(http);
        NettyLane to = upgrade.lane() == null ? lane : (NettyLane) upgrade.lane();
        Runnable open = () -> open(channel, to, decoder, request, upgrade, isOneTooMany);
        if (to == lane) {
            open.run();
        } else {
            move(channel, to, open);
        }
    }

    /** Nothing is read on the way. */
    private static void move(Channel channel, NettyLane to, Runnable then) {
        channel.deregister()
                .addListener(left -> to.loop().register(channel).addListener(there -> {
                    if (there.isSuccess()) {
                        to.execute(then);
                    } else {
                        channel.close();
                    }
                }));
    }

    private void open(
            Channel channel,
            NettyLane lane,
            RequestDecoder decoder,
            HttpRequest request,
            Upgrade upgrade,
            boolean isOneTooMany) {
        NettySocket socket = socket(channel, lane, upgrade);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(new Utf8FrameValidator(false));
        pipeline.addLast(new MessageAggregator(upgrade.maxFrameBytes()));
        pipeline.addLast(new WebSocketInbound(socket));
        ByteBuf held = decoder.takeHeld();
        handshake(channel, request, upgrade);
        socket.open(pipeline.firstContext());
        if (isOneTooMany) {
            socket.closeNext(CloseCode.TOO_MANY, "this node has as many connections as it may");
        } else if (socket instanceof ChatSocket chat) {
            sessions.accept(chat);
        } else if (socket instanceof EngineSocket engine && upgrade instanceof EngineUpgrade engineUpgrade) {
            engine.begin(engineUpgrade.open());
        }
        // Frames that came right behind the handshake; not before its answer is written and somebody hears them.
        pipeline.fireChannelRead(held).fireChannelReadComplete();
    }

    private NettySocket socket(Channel channel, NettyLane lane, Upgrade upgrade) {
        if (upgrade instanceof WebSocketUpgrade chat) {
            SessionId session = sessionIds.get();
            return new ChatSocket(channel, lane, session, chat.dialect().apply(session), settings);
        }
        return new EngineSocket(channel, lane, settings);
    }

    private static void handshake(Channel channel, HttpRequest request, Upgrade upgrade) {
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
        var unused = handshaker.handshake(channel, whole);
    }

    /** Sixteen bytes in base64 (RFC 6455, section 4.2.1). */
    private static boolean isKey(@Nullable String key) {
        return key != null && key.matches("[A-Za-z0-9+/]{22}==");
    }
}

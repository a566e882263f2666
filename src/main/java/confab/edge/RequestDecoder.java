package confab.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Reads HTTP/1.1 requests; after one that asks for a WebSocket it keeps the bytes that follow, which are frames if the route
 * agrees.
 */
final class RequestDecoder extends HttpRequestDecoder {
    private boolean isHeld;
    private boolean hasBegun;

    RequestDecoder(int maxHeaderBytes) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(maxHeaderBytes)
                .setMaxHeaderSize(maxHeaderBytes)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true));
    }

    /** Whether part of a request has come, and its end has not. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** What came after the request for a WebSocket; the caller's to release. */
    ByteBuf takeHeld() {
        ByteBuf held = internalBuffer();
        return held.readBytes(held.readableBytes());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        hasBegun = true;
        super.channelRead(context, message);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (isHeld) {
            return;
        }
        int before = out.size();
        super.decode(context, in, out);
        for (int i = before; i < out.size(); i++) {
            if (out.get(i) instanceof HttpRequest request) {
                isHeld = isUpgrade(request);
            }
            if (out.get(i) instanceof LastHttpContent) {
                hasBegun = in.isReadable();
            }
        }
    }

    static boolean isUpgrade(HttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }
}

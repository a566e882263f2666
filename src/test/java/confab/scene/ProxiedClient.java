package confab.scene;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.SocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The proxy's end of a client's connection: passes each request on. A client that goes takes its request with it. */
// A channel that fails to close or to be written to is closed; both ends hear of that.
@SuppressWarnings("FutureReturnValueIgnored")
final class ProxiedClient extends SimpleChannelInboundHandler<FullHttpRequest> {
    /** Of one answer; a longer one breaks both connections off. */
    private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;

    private final Function<FullHttpRequest, SocketAddress> route;

    /** Of the request under way; touched by the client's event loop only, which is the server's too. */
    private @Nullable Channel server;

    /** @param route where a request is to go */
    ProxiedClient(Function<FullHttpRequest, SocketAddress> route) {
        this.route = route;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext client, FullHttpRequest request) {
        if (server != null) {
            // A request before the last one's answer: no client of ours does that, and a queue would need a bound.
            client.close();
            return;
        }
        boolean isKeepAlive = HttpUtil.isKeepAlive(request);
        if (!request.headers().contains(HttpHeaderNames.UPGRADE)) {
            request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        ProxiedServer answers = new ProxiedServer(client.channel(), isKeepAlive, () -> server = null);
        ChannelFuture connected = new Bootstrap()
                .group(client.channel().eventLoop())
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_ANSWER_BYTES), answers);
                    }
                })
                .connect(route.apply(request));
        server = connected.channel();
        request.retain();
        connected.addListener((ChannelFuture done) -> {
            if (done.isSuccess()) {
                done.channel().writeAndFlush(request);
            } else {
                request.release();
                server = null;
                client.writeAndFlush(badGateway()).addListener(ChannelFutureListener.CLOSE);
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext client) {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext client, Throwable cause) {
        client.close();
    }

    private static DefaultFullHttpResponse badGateway() {
        DefaultFullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_GATEWAY, Unpooled.EMPTY_BUFFER);
        HttpUtil.setContentLength(answer, 0);
        return answer;
    }
}

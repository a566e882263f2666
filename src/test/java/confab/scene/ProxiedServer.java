package confab.scene;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;

/** The proxy's end of one request's connection: passes the answer back, and after an upgrade bytes both ways. */
// A channel that fails to close or to be written to is closed; both ends hear of that.
@SuppressWarnings("FutureReturnValueIgnored")
final class ProxiedServer extends SimpleChannelInboundHandler<FullHttpResponse> {
    private final Channel client;
    private final boolean isKeepAlive;
    private final Runnable answered;
    private boolean isAnswered;

    /**
     * @param isKeepAlive whether the client stays for another request
     * @param answered told when it may send one
     */
    ProxiedServer(Channel client, boolean isKeepAlive, Runnable answered) {
        this.client = client;
        this.isKeepAlive = isKeepAlive;
        this.answered = answered;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext server, FullHttpResponse answer) {
        isAnswered = true;
        if (answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            client.writeAndFlush(answer.retain());
            pipe(server.channel());
            return;
        }
        answered.run();
        server.close();
        HttpUtil.setKeepAlive(answer, isKeepAlive);
        var written = client.writeAndFlush(answer.retain());
        if (!isKeepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Without an answer there will be none. */
    @Override
    public void channelInactive(ChannelHandlerContext server) {
        if (!isAnswered) {
            client.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext server, Throwable cause) {
        server.close();
    }

    /** The server's codec goes last: it then passes on what it had read ahead, which is for a client without one. */
    private void pipe(Channel server) {
        ChannelPipeline toServer = client.pipeline();
        toServer.addLast(new Pipe(server));
        toServer.remove(ProxiedClient.class);
        toServer.remove(HttpObjectAggregator.class);
        toServer.remove(HttpServerCodec.class);
        ChannelPipeline toClient = server.pipeline();
        toClient.addLast(new Pipe(client));
        toClient.remove(this);
        toClient.remove(HttpObjectAggregator.class);
        toClient.remove(HttpClientCodec.class);
    }
}

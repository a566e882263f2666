package confab.edge;

import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Waits for one whole answer of another node, to be given as this node's own. */
final class AnswerTaker extends SimpleChannelInboundHandler<FullHttpResponse> {
    /** Of the hop between the nodes, or written anew for the client. */
    private static final List<CharSequence> OWN = List.of(
            HttpHeaderNames.CONNECTION,
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.DATE);

    private final CompletableFuture<HttpResponse> answer;

    AnswerTaker(CompletableFuture<HttpResponse> answer) {
        this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        if (response.decoderResult().isSuccess()) {
            answer.complete(read(response));
        } else {
            answer.completeExceptionally(response.decoderResult().cause());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!answer.isDone()) {
            context.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            saysNoMore();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        saysNoMore();
    }

    private void saysNoMore() {
        answer.completeExceptionally(new IOException("the other node closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answer.completeExceptionally(cause);
    }

    private static HttpResponse read(FullHttpResponse response) {
        HttpResponse read = HttpResponse.create()
                .withStatus(response.status().code())
                .withEntity(HttpEntities.create(
                        RequestReader.contentType(response.headers().get(HttpHeaderNames.CONTENT_TYPE)),
                        ByteBufUtil.getBytes(response.content())));
        for (Map.Entry<String, String> header : response.headers()) {
            if (OWN.stream().noneMatch(own -> header.getKey().equalsIgnoreCase(own.toString()))) {
                read = read.addHeader(RawHeader.create(header.getKey(), header.getValue()));
            }
        }
        return read;
    }
}

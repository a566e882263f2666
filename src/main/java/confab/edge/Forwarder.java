package confab.edge;

import akka.Done;
import akka.http.javadsl.model.HttpResponse;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks other nodes in the name of clients: each request over a connection of its own, on the client's event loop.
 *
 * <pre>
 *  client ──► this node ──► owner      a request, and its answer back
 *  client ◄─► PipeEnd ═ PipeEnd ◄─► owner      a WebSocket
 * </pre>
 */
// Netty tells a failed write or close by closing the channel, which is heard of anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class Forwarder {
    private static final int CONNECT_MILLIS = 2_000;

    /** Values of {@code SO_LINGER}: how the system ends a connection that is closed, by whomever. */
    private static final int RESET = 0;

    private static final int IN_PEACE = -1;

    /** Of an answer, which is held as a whole; a longer one counts as none. A poll's is bounded far below. */
    private static final int MAX_ANSWER_BYTES = 16 << 20;

    /** Of this hop only (RFC 9110, section 7.6.1). */
    private static final List<CharSequence> HOP_BY_HOP = List.of(
            HttpHeaderNames.CONNECTION,
            "keep-alive",
            "proxy-connection",
            HttpHeaderNames.TE,
            HttpHeaderNames.TRAILER,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.UPGRADE,
            HttpHeaderNames.EXPECT,
            HttpHeaderNames.CONTENT_LENGTH);

    private final Transport transport;
    private final WriteBufferWaterMark outbound;
    private final Duration slowReaderTimeout;
    /** The clients' ends. */
    private final Set<Channel> pipes = ConcurrentHashMap.newKeySet();

    /**
     * @param outbound how much waits in each direction of a pipe before the other side is read no further
     * @param slowReaderTimeout after which a pipe's client is closed that takes nothing of what waits for it
     */
    Forwarder(Transport transport, WriteBufferWaterMark outbound, Duration slowReaderTimeout) {
        this.transport = transport;
        this.outbound = outbound;
        this.slowReaderTimeout = slowReaderTimeout;
    }

    /** The clients' ends of the open pipes. */
    Set<Channel> pipes() {
        return Collections.unmodifiableSet(pipes);
    }

    /**
     * The owner's answer to a request with that body. If it is a poll, the connection to the owner is closed in peace when
     * the answer is passed on, and is reset in all other cases, even if this node is killed meanwhile: so the owner learns
     * that its answer did not get there.
     *
     * @param passedOn completes on the event loop when the client's connection has taken the answer; fails if nobody waits
     *     for it any more
     */
    CompletableFuture<HttpResponse> ask(
            EventLoop loop, HttpRequest head, byte[] body, InetSocketAddress owner, CompletionStage<Done> passedOn) {
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        connect(
                loop,
                owner,
                channel -> {
                    // Not with what a client posts, which a reset could overtake; nothing depends on the answer to
                    // that.
                    if (head.method().equals(HttpMethod.GET)) {
                        channel.config().setOption(ChannelOption.SO_LINGER, RESET);
                    }
                    // The owner shuts its way out behind its answer.
                    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
                    ChannelPipeline pipeline = channel.pipeline();
                    pipeline.addLast(new HttpClientCodec());
                    pipeline.addLast(new HttpObjectAggregator(MAX_ANSWER_BYTES));
                    pipeline.addLast(new AnswerTaker(answer));
                    channel.writeAndFlush(request(head, body)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
                    channel.read();
                    answer.exceptionally(failure -> {
                        channel.close();
                        return null;
                    });
                    var unused = passedOn.whenComplete((done, failure) -> close(channel, failure == null));
                },
                answer::completeExceptionally);
        return answer;
    }

    /**
     * Makes one pipe of the client's connection and one to the owner, which begins with the client's request.
     *
     * @param lane the client's
     * @param behind what the client sent behind its request; asked when the owner is there
     * @param clientHandlers of the client's pipeline, which hear no more then
     * @param unreachable called if there is no pipe; the client's pipeline is as it was
     */
    void pipe(
            NettyLane lane,
            Channel client,
            HttpRequest head,
            Supplier<ByteBuf> behind,
            InetSocketAddress owner,
            List<ChannelHandler> clientHandlers,
            Consumer<Throwable> unreachable) {
        connect(
                client.eventLoop(),
                owner,
                upstream -> {
                    if (!client.isActive()) {
                        upstream.close();
                        return;
                    }
                    ByteBuf more = behind.get();
                    clientHandlers.forEach(client.pipeline()::remove);
                    pipes.add(client);
                    client.closeFuture().addListener(closed -> pipes.remove(client));
                    PipedClient.watch(client, upstream, lane, slowReaderTimeout);
                    HttpRequestEncoder encoder = new HttpRequestEncoder();
                    upstream.pipeline().addLast(encoder);
                    upstream.write(upgrade(head));
                    upstream.pipeline().remove(encoder);
                    upstream.writeAndFlush(more);
                    upstream.pipeline().addLast(new PipeEnd(client));
                    client.pipeline().addLast(new PipeEnd(upstream));
                    upstream.read();
                    client.read();
                },
                unreachable);
    }

    private static void close(Channel channel, boolean isInPeace) {
        if (isInPeace && channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, IN_PEACE);
        }
        channel.close();
    }

    private void connect(
            EventLoop loop, InetSocketAddress owner, Consumer<Channel> connected, Consumer<Throwable> failed) {
        new Bootstrap()
                .group(loop)
                .channel(transport.channel())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, outbound)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(owner)
                .addListener((ChannelFutureListener) attempt -> {
                    if (attempt.isSuccess()) {
                        connected.accept(attempt.channel());
                    } else {
                        failed.accept(attempt.cause());
                    }
                });
    }

    private static FullHttpRequest request(HttpRequest head, byte[] body) {
        FullHttpRequest request = copy(head, Unpooled.wrappedBuffer(body));
        HOP_BY_HOP.forEach(request.headers()::remove);
        request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (body.length > 0 || head.method().equals(HttpMethod.POST)) {
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        return request;
    }

    private static FullHttpRequest upgrade(HttpRequest head) {
        return copy(head, Unpooled.EMPTY_BUFFER);
    }

    private static FullHttpRequest copy(HttpRequest head, ByteBuf body) {
        HttpHeaders headers = new DefaultHttpHeaders().set(head.headers()).set(Forward.MARK, "1");
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, head.method(), head.uri(), body, headers, new DefaultHttpHeaders());
    }
}

package confab.edge;

import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RequestEntity;
import akka.http.javadsl.model.StatusCodes;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection while it speaks HTTP: one request at a time goes to the routes, the next when its answer is written.
 *
 * <pre>
 *  socket ──► RequestDecoder ──► this ──► routes
 *         ◄── HttpResponseEncoder ◄── ResponseWriter ◄──┘
 * </pre>
 *
 * The socket is read on demand only, so what waits here is what one read brought. On the event loop only.
 */
// Netty tells a failed write or close by closing the channel, which is heard of anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpChannel extends ChannelInboundHandlerAdapter implements Ticking {
    private static final Logger log = LoggerFactory.getLogger(HttpChannel.class);

    private final EdgePlace place;
    private final NettyLane lane;
    private final RequestDecoder decoder;
    private final boolean isOneTooMany;

    private final Patience patience;
    private final Queue<HttpObject> waiting = new ArrayDeque<>(2);
    private @Nullable ChannelHandlerContext context;
    /** The request that is with the routes; null between two. */
    private io.netty.handler.codec.http.@Nullable HttpRequest request;
    /** Its body as far as it is still to come; null if it is complete. */
    private @Nullable RequestBody body;

    private @Nullable ResponseWriter writer;
    private boolean mustClose;
    /**
     * The client has shut its way out, and may still read the answers to what it sent. With epoll that holds for what the
     * socket takes at once: Netty 4.2.18 no longer waits for such a socket, and closes it if it would have to.
     */
    private boolean hasSaidAll;

    /** @param isOneTooMany this connection is above the bound: it is told so, as kindly as can be */
    HttpChannel(EdgePlace place, NettyLane lane, RequestDecoder decoder, boolean isOneTooMany) {
        this.place = place;
        this.lane = lane;
        this.decoder = decoder;
        this.isOneTooMany = isOneTooMany;
        this.patience =
                new Patience(place.settings().requestTimeout(), place.settings().idleTimeout());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        lane.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        lane.remove(this);
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        patience.moved();
        waiting.add((HttpObject) message);
        takeWaiting();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            hasSaidAll = true;
            readOn();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        readOn();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!context.channel().isWritable()) {
            return;
        }
        if (writer != null) {
            writer.onWritable();
        } else {
            takeWaiting();
            readOn();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (body != null) {
            body.fail(new IOException("the client closed the connection"));
        }
        if (writer != null) {
            writer.cancel();
        }
        // An answer that is still to come is for nobody.
        request = null;
        lane.remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            log.debug("connection lost cause={}", cause.toString());
        } else {
            log.warn("connection failed", cause);
        }
        context.close();
    }

    @Override
    public void tick() {
        if (writer != null && writer.tookProgress()) {
            patience.moved();
        }
        boolean isAwaited = isMoreWanted() && (request != null || decoder.hasBegun());
        switch (patience.tick(isAwaited, Outbound.pendingBytes(ctx().channel()))) {
            case TOO_SLOW -> refuse(Refusal.TOO_SLOW);
            case IDLE -> ctx().close();
            case FINE -> {}
        }
    }

    /** The route's answer is written, but for what the socket still holds. */
    void onWritten(boolean isKept) {
        writer = null;
        request = null;
        ctx().pipeline().get(AnswerEncoder.class).answerHead(false);
        patience.onAnswered();
        if (body != null) {
            body.fail(new IOException("the answer was complete before the body"));
        }
        if (!isKept || mustClose || body != null) {
            closeWhenWritten();
            return;
        }
        takeWaiting();
        readOn();
    }

    /** The answer broke off: the client can only learn it by the connection's end. */
    void onBroken(Throwable cause) {
        log.debug("answer broke off cause={}", cause.toString());
        ctx().close();
    }

    private void takeWaiting() {
        while (!waiting.isEmpty() && !mustClose) {
            HttpObject next = waiting.peek();
            boolean isHead = next instanceof io.netty.handler.codec.http.HttpRequest;
            if (isHead && !isReadyForNext()) {
                return;
            }
            waiting.remove();
            if (isHead) {
                onHead((io.netty.handler.codec.http.HttpRequest) next);
            }
            if (next instanceof HttpContent content) {
                onContent(content);
            }
            ReferenceCountUtil.release(next);
        }
    }

    /** A client that asks on and on without reading is answered no further than the outbound queue's bound. */
    private boolean isReadyForNext() {
        return request == null && ctx().channel().isWritable();
    }

    private void onHead(io.netty.handler.codec.http.HttpRequest head) {
        request = head;
        ctx().pipeline().get(AnswerEncoder.class).answerHead(head.method().equals(HttpMethod.HEAD));
        Refusal refusal = RequestRules.refusal(head, place.settings());
        if (refusal != null) {
            refuse(refusal);
        } else if (isOneTooMany && !RequestDecoder.isUpgrade(head)) {
            refuse(Refusal.TOO_MANY);
        } else {
            dispatch(head);
        }
    }

    private void dispatch(io.netty.handler.codec.http.HttpRequest head) {
        CompletionStage<HttpResponse> answer;
        try {
            InetSocketAddress remote = (InetSocketAddress) ctx().channel().remoteAddress();
            answer = route(RequestReader.read(head, entity(head), remote));
        } catch (IllegalArgumentException e) {
            refuse(new Refusal(StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage())));
            return;
        }
        var unused = answer.whenComplete((response, failure) -> lane.execute(() -> {
            if (request == head) {
                answer(head, response, failure);
            } else if (response != null) {
                ResponseWriter.drop(response, place.materializer());
            }
        }));
    }

    /** What cannot be written, a header of two lines say, is a fault of the route's and ends this connection only. */
    private void answer(
            io.netty.handler.codec.http.HttpRequest head,
            @Nullable HttpResponse response,
            @Nullable Throwable failure) {
        try {
            onAnswer(head, response, failure);
        } catch (RuntimeException e) {
            exceptionCaught(ctx(), e);
        }
    }

    private CompletionStage<HttpResponse> route(HttpRequest forRoutes) {
        try {
            return place.routes().apply(forRoutes);
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private RequestEntity entity(io.netty.handler.codec.http.HttpRequest head) {
        if (!RequestBody.follows(head)) {
            return HttpEntities.EMPTY;
        }
        body = new RequestBody(
                head,
                lane.loop(),
                place.settings().maxRequestBodyBytes(),
                () -> onBodyWanted(head),
                () -> onBodyUnwanted(head));
        return body.entity();
    }

    /** The client that waits for a word gets it when the body is wanted (RFC 9110, section 10.1.1). */
    private void onBodyWanted(io.netty.handler.codec.http.HttpRequest head) {
        if (HttpUtil.is100ContinueExpected(head) && writer == null && (body == null || !body.hasBegun())) {
            head.headers().remove(HttpHeaderNames.EXPECT);
            ctx().writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        readOn();
    }

    /** The rest of it stands before the next request, so there will be none; the answer is still to come. */
    private void onBodyUnwanted(io.netty.handler.codec.http.HttpRequest head) {
        if (request == head && body != null) {
            mustClose = true;
        }
    }

    private void onContent(HttpContent content) {
        if (body == null) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            refuse(Refusal.of(content.decoderResult()));
            return;
        }
        RequestBody.Taken taken = body.take(content);
        if (taken == RequestBody.Taken.TOO_LONG) {
            refuse(Refusal.BODY_TOO_LONG);
        } else if (taken == RequestBody.Taken.LAST) {
            body = null;
        }
    }

    private void onAnswer(
            io.netty.handler.codec.http.HttpRequest head,
            @Nullable HttpResponse response,
            @Nullable Throwable failure) {
        if (response == null) {
            log.warn("route failed path={}", head.uri(), failure);
            refuse(Refusal.ROUTE_FAILED);
            return;
        }
        WebSocketUpgrade upgrade = response.getAttribute(WebSocketUpgrade.KEY).orElse(null);
        if (upgrade != null && hasSaidAll) {
            ctx().close();
            return;
        }
        if (upgrade != null) {
            place.handshake().begin(ctx(), this, decoder, lane, head, upgrade, isOneTooMany);
            return;
        }
        // After a refused upgrade the decoder holds what follows.
        boolean isKept = HttpUtil.isKeepAlive(head) && !RequestDecoder.isUpgrade(head) && body == null;
        writer = new ResponseWriter(this, ctx(), head, isKept, place);
        writer.write(response);
    }

    /** Answers and closes; if an answer is being written already, only closes. */
    void refuse(Refusal refusal) {
        if (mustClose && writer == null && request == null) {
            return;
        }
        boolean isAnswering = writer != null;
        mustClose = true;
        if (body != null) {
            body.fail(new IOException(refusal.sentence()));
        }
        if (isAnswering) {
            ctx().close();
            return;
        }
        request = null;
        ctx().write(refusal.answer(place.dates()));
        closeWhenWritten();
    }

    /** For as long as the client takes to read; only then does the moment begin in which it may still send. */
    private void closeWhenWritten() {
        mustClose = true;
        ctx().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (written.isSuccess() && !hasSaidAll) {
                Lingering.begin(ctx(), this);
            } else {
                ctx().close();
            }
        });
    }

    private void readOn() {
        if (!isMoreWanted()) {
            return;
        }
        if (!hasSaidAll) {
            ctx().read();
        } else if (request == null) {
            closeWhenWritten();
        } else {
            ctx().close();
        }
    }

    private boolean isMoreWanted() {
        if (mustClose) {
            return false;
        }
        return request == null ? waiting.isEmpty() && isReadyForNext() : body != null && body.isWanted();
    }

    private ChannelHandlerContext ctx() {
        if (context == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return context;
    }
}

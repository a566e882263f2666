package confab.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection while it speaks HTTP: one request at a time goes to the routes, the next when its answer is written.
 *
 * <pre>
 *  socket ──► RequestDecoder ──► this ──► Exchange ──► routes
 *         ◄── AnswerEncoder ◄── ResponseWriter ◄─────────┘
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
    /** The request under way; null between two. */
    private @Nullable Exchange exchange;

    private boolean mustClose;
    /**
     * The client has shut its way out, and may still read the answers to what it sent. With epoll that holds for what the
     * socket takes at once: Netty 4.2.18 no longer waits for such a socket, and closes it if it would have to.
     */
    private boolean hasSaidAll;
    /** Null unless the client is a node that passes the answer on. */
    private @Nullable Runnable unlessInPeace;

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
            if (exchange != null) {
                exchange.clientLeft();
            }
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
        if (exchange != null && exchange.isAnswering()) {
            exchange.onWritable();
        } else {
            takeWaiting();
            readOn();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end("the client closed the connection");
        lane.remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            log.atDebug().addKeyValue("cause", cause).log("connection lost");
        } else {
            log.warn("connection failed", cause);
        }
        context.close();
    }

    @Override
    public void tick() {
        if (exchange != null && exchange.tookProgress()) {
            patience.moved();
        }
        boolean isAwaited = isMoreWanted() && (exchange != null || decoder.hasBegun());
        switch (patience.tick(isAwaited, Outbound.pendingBytes(ctx().channel()))) {
            case TOO_SLOW -> refuse(Refusal.TOO_SLOW);
            case IDLE -> ctx().close();
            case FINE -> {}
        }
    }

    /** Whether the client has shut its way out. */
    boolean hasSaidAll() {
        return hasSaidAll;
    }

    /** The route's answer is written, but for what the socket still holds. */
    void onWritten(boolean isKept) {
        end("the answer was complete before the body");
        ctx().pipeline().get(AnswerEncoder.class).answerHead(false);
        patience.onAnswered();
        if (!isKept || mustClose) {
            closeWhenWritten();
            return;
        }
        takeWaiting();
        readOn();
    }

    /** The answer broke off: the client can only learn it by the connection's end. */
    void onBroken(Throwable cause) {
        log.atDebug().addKeyValue("cause", cause).log("answer broke off");
        ctx().close();
    }

    /** Answers and closes; if an answer is being written already, only closes. */
    void refuse(Refusal refusal) {
        if (mustClose && exchange == null) {
            return;
        }
        boolean isAnswering = exchange != null && exchange.isAnswering();
        mustClose = true;
        end(refusal.sentence());
        if (isAnswering) {
            ctx().close();
            return;
        }
        ctx().write(refusal.answer(place.dates()));
        closeWhenWritten();
    }

    /** The client passes the answer on: if it does not end the connection in peace after it, that is told. */
    void expectPeace(Runnable otherwise) {
        unlessInPeace = otherwise;
    }

    /** What the client still sends is for nobody. */
    void readNoMore() {
        mustClose = true;
    }

    void upgrade(HttpRequest head, Upgrade upgrade) {
        if (hasSaidAll) {
            ctx().close();
        } else {
            place.handshake().begin(ctx(), this, decoder, lane, head, upgrade, isOneTooMany);
        }
    }

    void pipe(HttpRequest head, Forward forward) {
        var pipeline = ctx().pipeline();
        place.forwarder()
                .pipe(
                        lane,
                        ctx().channel(),
                        head,
                        decoder::takeHeld,
                        forward.owner(),
                        List.of(decoder, pipeline.get(AnswerEncoder.class), this),
                        failure -> {
                            if (exchange != null) {
                                exchange.answer(forward.otherwise(), null);
                            }
                        });
    }

    /** Reads the socket if more is wanted; from a client that has said all nothing comes, and the connection ends. */
    void readOn() {
        if (!isMoreWanted()) {
            lookForItsEnd();
            return;
        }
        if (!hasSaidAll) {
            ctx().read();
        } else if (exchange == null) {
            closeWhenWritten();
        } else {
            ctx().close();
        }
    }

    /** A route that wants to know when its client goes: the socket is read for that, as far as nothing else comes. */
    private void lookForItsEnd() {
        if (exchange != null && exchange.isWatched() && waiting.isEmpty() && !hasSaidAll && !mustClose) {
            ctx().read();
        }
    }

    private void takeWaiting() {
        while (!waiting.isEmpty() && !mustClose) {
            HttpObject next = waiting.peek();
            boolean isHead = next instanceof HttpRequest;
            if (isHead && !isReadyForNext()) {
                return;
            }
            waiting.remove();
            if (isHead) {
                onHead((HttpRequest) next);
            }
            if (next instanceof HttpContent content && exchange != null) {
                exchange.take(content);
            }
            ReferenceCountUtil.release(next);
        }
    }

    /** A client that asks on and on without reading is answered no further than the outbound queue's bound. */
    private boolean isReadyForNext() {
        return exchange == null && ctx().channel().isWritable();
    }

    private void onHead(HttpRequest head) {
        ctx().pipeline().get(AnswerEncoder.class).answerHead(head.method().equals(HttpMethod.HEAD));
        Refusal refusal = RequestRules.refusal(head, place.settings());
        if (refusal != null) {
            refuse(refusal);
        } else if (isOneTooMany && !RequestDecoder.isUpgrade(head)) {
            refuse(Refusal.TOO_MANY);
        } else {
            exchange = new Exchange(this, ctx(), lane, place, head);
            exchange.begin();
        }
    }

    /** For as long as the client takes to read; only then does the moment begin in which it may still send. */
    private void closeWhenWritten() {
        mustClose = true;
        ctx().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (!written.isSuccess() || hasSaidAll) {
                ctx().close();
            } else if (unlessInPeace == null) {
                Lingering.begin(ctx(), this);
            } else {
                Lingering.begin(ctx(), this, place.settings().idleTimeout(), unlessInPeace);
            }
        });
    }

    private boolean isMoreWanted() {
        if (mustClose) {
            return false;
        }
        return exchange == null ? waiting.isEmpty() && isReadyForNext() : exchange.isMoreWanted();
    }

    private void end(String why) {
        if (exchange != null) {
            exchange.end(why);
            exchange = null;
        }
    }

    private ChannelHandlerContext ctx() {
        if (context == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return context;
    }
}

package confab.edge;

import akka.Done;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.RequestEntity;
import akka.http.javadsl.model.StatusCodes;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer: from the head, which is with the routes from then on, to the answer's last byte, or until
 * nobody waits for that any more. On the event loop only.
 */
// Netty tells a failed write by closing the channel, which is heard of anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final HttpChannel http;
    private final ChannelHandlerContext context;
    private final NettyLane lane;
    private final EdgePlace place;
    private final HttpRequest head;

    /** As far as it is still to come; null if it is complete. */
    private @Nullable RequestBody body;

    /** Null until the route has answered. */
    private @Nullable ResponseWriter writer;

    /** Null until the route wants to know when the client goes. */
    private @Nullable CompletableFuture<Done> gone;

    /** Null unless the answer is another node's. */
    private @Nullable CompletableFuture<Done> passedOn;

    private boolean isOver;

    Exchange(HttpChannel http, ChannelHandlerContext context, NettyLane lane, EdgePlace place, HttpRequest head) {
        this.http = http;
        this.context = context;
        this.lane = lane;
        this.place = place;
        this.head = head;
    }

    /** Hands the request to the routes. */
    void begin() {
        CompletionStage<HttpResponse> answer;
        akka.http.javadsl.model.HttpRequest request;
        try {
            InetSocketAddress remote = (InetSocketAddress) context.channel().remoteAddress();
            request = RequestReader.read(head, entity(), remote)
                    .addAttribute(ClientGone.KEY, new ClientGone(this::watch))
                    .addAttribute(RequestLane.KEY, lane);
            answer = route(request);
        } catch (IllegalArgumentException e) {
            http.refuse(new Refusal(StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage())));
            return;
        }
        var unused =
                answer.whenComplete((response, failure) -> lane.execute(() -> onRouted(request, response, failure)));
    }

    /** Part of the body, or its end. */
    void take(HttpContent content) {
        if (body == null) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            http.refuse(Refusal.of(content.decoderResult()));
            return;
        }
        RequestBody.Taken taken = body.take(content);
        if (taken == RequestBody.Taken.TOO_LONG) {
            http.refuse(Refusal.BODY_TOO_LONG);
        } else if (taken == RequestBody.Taken.LAST) {
            body = null;
        }
    }

    /** Whether the route reads on and has all that came. */
    boolean isMoreWanted() {
        return body != null && body.isWanted();
    }

    /** Whether part of the answer has gone out. */
    boolean isAnswering() {
        return writer != null;
    }

    /** Whether any of the answer was written since this was last asked. */
    boolean tookProgress() {
        return writer != null && writer.tookProgress();
    }

    /** Whether the route wants to know when the client goes. */
    boolean isWatched() {
        return gone != null && writer == null && body == null;
    }

    /** The client shut its way out, or the connection is closed. */
    void clientLeft() {
        if (writer == null) {
            lose();
        }
    }

    void onWritable() {
        if (writer != null) {
            writer.onWritable();
        }
    }

    /** No more of the body comes, and no more of the answer goes out: it is written, or it is for nobody. */
    void end(String why) {
        isOver = true;
        clientLeft();
        if (body != null) {
            body.fail(new IOException(why));
        }
        if (writer != null) {
            writer.cancel();
        }
    }

    /** From any thread. */
    private CompletionStage<Done> watch() {
        CompletableFuture<Done> left = new CompletableFuture<>();
        lane.execute(() -> {
            gone = left;
            if (isOver || http.hasSaidAll()) {
                clientLeft();
            } else {
                http.readOn();
            }
        });
        return left;
    }

    private CompletionStage<HttpResponse> route(akka.http.javadsl.model.HttpRequest request) {
        try {
            return place.routes().apply(request);
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private RequestEntity entity() {
        if (!RequestBody.follows(head)) {
            return HttpEntities.EMPTY;
        }
        body = new RequestBody(
                head, lane, place.settings().maxRequestBodyBytes(), this::onBodyWanted, this::onBodyUnwanted);
        return body.entity();
    }

    /** The client that waits for a word gets it when the body is wanted (RFC 9110, section 10.1.1). */
    private void onBodyWanted() {
        if (HttpUtil.is100ContinueExpected(head) && writer == null && (body == null || !body.hasBegun())) {
            head.headers().remove(HttpHeaderNames.EXPECT);
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        http.readOn();
    }

    /** The rest of it stands before the next request, so there will be none; the answer is still to come. */
    private void onBodyUnwanted() {
        if (!isOver && body != null) {
            http.readNoMore();
        }
    }

    /** What cannot be written, a header of two lines say, is a fault of the route's and ends this connection only. */
    private void onRouted(
            akka.http.javadsl.model.HttpRequest request, @Nullable HttpResponse response, @Nullable Throwable failure) {
        if (!isOver) {
            try {
                Forward forward = response == null
                        ? null
                        : response.getAttribute(Forward.KEY).orElse(null);
                if (forward != null) {
                    forward(request, forward);
                } else {
                    answer(response, failure);
                }
            } catch (RuntimeException e) {
                http.exceptionCaught(context, e);
            }
        } else if (response != null) {
            ResponseWriter.drop(response, place.materializer());
        }
    }

    private void forward(akka.http.javadsl.model.HttpRequest request, Forward forward) {
        if (RequestDecoder.isUpgrade(head)) {
            http.pipe(head, forward);
            return;
        }
        var unused = request.entity()
                .toStrict(
                        place.settings().requestTimeout().toMillis(),
                        place.settings().maxRequestBodyBytes(),
                        place.materializer())
                .whenComplete((whole, late) -> lane.execute(() -> {
                    if (whole != null) {
                        ask(forward, whole.getData().toArray());
                    } else if (!isOver) {
                        http.refuse(Refusal.TOO_SLOW);
                    }
                }));
    }

    private void ask(Forward forward, byte[] whole) {
        if (isOver) {
            return;
        }
        CompletableFuture<Done> peace = new CompletableFuture<>();
        passedOn = peace;
        gone = new CompletableFuture<>();
        gone.thenRun(() -> peace.cancel(false));
        CompletableFuture<HttpResponse> asked = place.forwarder().ask(lane.loop(), head, whole, forward.owner(), peace);
        asked.whenComplete((response, failure) -> lane.execute(() -> {
            if (!isOver) {
                answer(response == null ? forward.otherwise() : response, null);
            }
        }));
        if (http.hasSaidAll() && head.method().equals(HttpMethod.GET)) {
            // The owner is to hear of the poll and of its end; what a client posts before it goes counts all the same.
            clientLeft();
        } else {
            http.readOn();
        }
    }

    private static @Nullable Upgrade upgrade(HttpResponse response) {
        Upgrade chat = response.getAttribute(WebSocketUpgrade.KEY).orElse(null);
        return chat != null ? chat : response.getAttribute(EngineUpgrade.KEY).orElse(null);
    }

    /** Whether the route wants the connection to be closed after it. */
    private static boolean isLast(HttpResponse response) {
        return response.getHeader("connection")
                .filter(said -> said.value().equalsIgnoreCase("close"))
                .isPresent();
    }

    /** Without the query, which may bear a token. */
    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** A connection may have been lost already when the answer is written, and that be heard of only later, or not at all. */
    private void onWritten(@Nullable Done written, @Nullable Throwable failure) {
        if (failure != null) {
            lose();
        } else if (passedOn != null) {
            passedOn.complete(written);
        }
    }

    private void lose() {
        if (gone != null) {
            gone.complete(Done.getInstance());
        }
    }

    void answer(@Nullable HttpResponse response, @Nullable Throwable failure) {
        if (response == null) {
            log.atWarn().addKeyValue("path", path(head.uri())).setCause(failure).log("route failed");
            http.refuse(Refusal.ROUTE_FAILED);
            return;
        }
        Upgrade upgrade = upgrade(response);
        if (upgrade != null) {
            http.upgrade(head, upgrade);
            return;
        }
        // After a refused upgrade the decoder holds what follows.
        boolean isKept =
                HttpUtil.isKeepAlive(head) && !RequestDecoder.isUpgrade(head) && body == null && !isLast(response);
        writer = new ResponseWriter(http, context, head, isKept, place);
        var unused = writer.written().whenComplete(this::onWritten);
        if (gone != null && head.headers().contains(Forward.MARK)) {
            http.expectPeace(this::lose);
        }
        writer.write(response);
    }
}

package confab.edge;

import akka.Done;
import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpResponse;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.util.ByteString;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Writes one answer: at once if it is complete, else as fast as the client takes it. */
// Netty tells a failed write or close by closing the channel, which is heard of anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class ResponseWriter implements Subscriber<ByteString> {
    private final HttpChannel http;
    private final ChannelHandlerContext context;
    private final HttpRequest request;
    private final EdgePlace place;
    private final CompletableFuture<Done> written = new CompletableFuture<>();

    // Below: on the event loop only.
    private boolean isKept;
    private boolean isWaiting;
    private boolean hasWritten;
    private boolean hasSentAll;
    private boolean isCancelled;
    private @Nullable Subscription source;

    ResponseWriter(
            HttpChannel http, ChannelHandlerContext context, HttpRequest request, boolean isKept, EdgePlace place) {
        this.http = http;
        this.context = context;
        this.request = request;
        this.isKept = isKept;
        this.place = place;
    }

    /** Nobody wants the answer's bytes; drained instead, one without an end would go on for ever. */
    static void drop(HttpResponse response, Materializer materializer) {
        response.entity().getDataBytes().runWith(Sink.cancelled(), materializer);
    }

    /**
     * Completes, on the event loop, when the socket has taken all of the answer; fails if it will not: the connection may be
     * lost, or closed, long before its end is told.
     */
    CompletionStage<Done> written() {
        return written;
    }

    void write(HttpResponse response) {
        var entity = response.entity();
        boolean isHead = request.method().equals(HttpMethod.HEAD);
        if (entity instanceof HttpEntity.Strict strict) {
            ByteBuffer bytes = strict.getData().asByteBuffer();
            var answer = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    status(response),
                    isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes));
            headers(answer.headers(), response);
            if (response.status().allowsEntity()) {
                HttpUtil.setContentLength(answer, bytes.remaining());
            }
            writeLast(answer);
            return;
        }
        var answer = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(response));
        setFraming(answer, entity.getContentLengthOption());
        headers(answer.headers(), response);
        context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        if (isHead) {
            drop(response, place.materializer());
            finish();
        } else {
            entity.getDataBytes().runWith(Sink.fromSubscriber(this), place.materializer());
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        onLoop(() -> {
            source = subscription;
            if (isCancelled) {
                subscription.cancel();
            } else {
                subscription.request(1);
            }
        });
    }

    @Override
    public void onNext(ByteString bytes) {
        onLoop(() -> {
            hasWritten = true;
            context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes.asByteBuffer())));
            isWaiting = true;
            if (context.channel().isWritable()) {
                onWritable();
            }
        });
    }

    @Override
    public void onError(Throwable cause) {
        onLoop(() -> http.onBroken(cause));
    }

    @Override
    public void onComplete() {
        onLoop(this::finish);
    }

    /** After the server has closed there is nothing to write to. */
    private void onLoop(Runnable task) {
        if (!context.executor().isShuttingDown()) {
            context.executor().execute(task);
        }
    }

    void onWritable() {
        if (isWaiting && source != null) {
            isWaiting = false;
            source.request(1);
        }
    }

    /** The client is gone. */
    void cancel() {
        isCancelled = true;
        if (!hasSentAll) {
            written.completeExceptionally(new IOException("the answer broke off"));
        }
        if (source != null) {
            source.cancel();
        }
    }

    /** Whether anything was written since this was last asked. */
    boolean tookProgress() {
        boolean progress = hasWritten;
        hasWritten = false;
        return progress;
    }

    private void finish() {
        if (!isCancelled) {
            writeLast(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void writeLast(LastHttpContent last) {
        hasSentAll = true;
        context.writeAndFlush(last).addListener((ChannelFutureListener) sent -> {
            if (sent.isSuccess()) {
                written.complete(Done.getInstance());
            } else {
                sent.channel().close();
                written.completeExceptionally(sent.cause());
            }
        });
        http.onWritten(isKept);
    }

    /** Without a length an HTTP/1.0 client reads until the connection ends (RFC 9112, section 6.3). */
    private void setFraming(io.netty.handler.codec.http.HttpResponse answer, OptionalLong length) {
        if (length.isPresent()) {
            HttpUtil.setContentLength(answer, length.getAsLong());
        } else if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            isKept = false;
        } else {
            HttpUtil.setTransferEncodingChunked(answer, true);
        }
    }

    private void headers(HttpHeaders headers, HttpResponse response) {
        for (HttpHeader header : response.getHeaders()) {
            headers.add(header.name(), header.value());
        }
        if (!response.entity().isKnownEmpty()) {
            headers.set(
                    HttpHeaderNames.CONTENT_TYPE,
                    response.entity().getContentType().toString());
        }
        if (!isKept) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        place.dates().stamp(headers);
    }

    private static HttpResponseStatus status(HttpResponse response) {
        return new HttpResponseStatus(
                response.status().intValue(), response.status().reason());
    }
}

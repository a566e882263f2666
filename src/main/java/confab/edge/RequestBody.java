package confab.edge;

import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.RequestEntity;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import confab.session.InboundPublisher;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.Executor;

/** The body of one request while it comes in, as the route reads it; bounded. On the event loop only. */
final class RequestBody {
    private final HttpRequest head;
    private final long maxBytes;
    private final InboundPublisher<ByteString> bytes;
    private long taken;

    /** What became of a part. */
    enum Taken {
        MORE,
        LAST,
        TOO_LONG
    }

    /**
     * @param maxBytes one more, and it is too long
     * @param onWanted the route asks for more than is there
     * @param onUnwanted the route wants no more
     */
    RequestBody(HttpRequest head, Executor lane, long maxBytes, Runnable onWanted, Runnable onUnwanted) {
        this.head = head;
        this.maxBytes = maxBytes;
        this.bytes = new InboundPublisher<>(lane, onWanted, onUnwanted);
    }

    /** Whether one is to come. */
    static boolean follows(HttpRequest head) {
        return HttpUtil.isTransferEncodingChunked(head) || HttpUtil.getContentLength(head, 0L) > 0;
    }

    /** @throws IllegalArgumentException if its content type is none */
    RequestEntity entity() {
        var type = RequestReader.contentType(head.headers().get(HttpHeaderNames.CONTENT_TYPE));
        Source<ByteString, ?> source = Source.fromPublisher(bytes);
        return HttpUtil.isTransferEncodingChunked(head)
                ? HttpEntities.createChunked(type, source)
                : HttpEntities.create(type, HttpUtil.getContentLength(head), source);
    }

    Taken take(HttpContent part) {
        taken += part.content().readableBytes();
        if (taken > maxBytes) {
            return Taken.TOO_LONG;
        }
        if (part.content().isReadable()) {
            bytes.publish(ByteString.fromArrayUnsafe(ByteBufUtil.getBytes(part.content())));
        }
        if (part instanceof LastHttpContent) {
            bytes.end();
            return Taken.LAST;
        }
        return Taken.MORE;
    }

    boolean hasBegun() {
        return taken > 0;
    }

    boolean isWanted() {
        return bytes.hasDemand();
    }

    void fail(Throwable cause) {
        bytes.fail(cause);
    }
}

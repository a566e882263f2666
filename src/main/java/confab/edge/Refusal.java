package confab.edge;

import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Why the edge itself, not a route, refuses a request; the connection ends with it.
 *
 * @param sentence told to the client
 * @param headers besides those of every answer
 */
record Refusal(StatusCode status, String sentence, Map<String, String> headers) {
    static final Refusal BODY_TOO_LONG =
            new Refusal(StatusCodes.CONTENT_TOO_LARGE, "the body is longer than the limit");
    static final Refusal TOO_SLOW = new Refusal(StatusCodes.REQUEST_TIMEOUT, "the request did not come in time");
    static final Refusal TOO_MANY =
            new Refusal(StatusCodes.SERVICE_UNAVAILABLE, "this node has as many connections as it may");
    static final Refusal OTHER_VERSION =
            new Refusal(StatusCodes.HTTPVERSION_NOT_SUPPORTED, "only HTTP/1.1 and HTTP/1.0 are spoken");
    static final Refusal NOT_ONE_HOST = new Refusal(StatusCodes.BAD_REQUEST, "a request names one host");
    static final Refusal UNKNOWN_CODING =
            new Refusal(StatusCodes.NOT_IMPLEMENTED, "the only transfer coding that is spoken is chunked");
    static final Refusal BODY_BEFORE_FRAMES =
            new Refusal(StatusCodes.BAD_REQUEST, "a request for a WebSocket has no body");
    static final Refusal UNKNOWN_EXPECTATION =
            new Refusal(StatusCodes.EXPECTATION_FAILED, "only 100-continue can be expected");
    static final Refusal ROUTE_FAILED = new Refusal(StatusCodes.INTERNAL_SERVER_ERROR, "internal error");

    Refusal {
        headers = Map.copyOf(headers);
    }

    Refusal(StatusCode status, String sentence) {
        this(status, sentence, Map.of());
    }

    /** What the decoder could not read. */
    static Refusal of(DecoderResult failure) {
        if (failure.cause() instanceof TooLongHttpLineException) {
            return new Refusal(StatusCodes.URI_TOO_LONG, "the request line is longer than the limit");
        }
        if (failure.cause() instanceof TooLongHttpHeaderException) {
            return new Refusal(StatusCodes.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are longer than the limit");
        }
        return new Refusal(StatusCodes.BAD_REQUEST, "this is not HTTP/1.1");
    }

    FullHttpResponse answer(ResponseDates dates) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                new HttpResponseStatus(status.intValue(), status.reason()),
                Unpooled.copiedBuffer(sentence + "\n", StandardCharsets.UTF_8));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        headers.forEach((name, value) -> answer.headers().set(name, value));
        HttpUtil.setContentLength(answer, answer.content().readableBytes());
        dates.stamp(answer.headers());
        return answer;
    }
}

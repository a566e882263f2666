package confab.edge;

import confab.config.Settings;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request's head has to keep to before any route sees it. */
final class RequestRules {
    private RequestRules() {}

    /** How it is refused; null if it may pass. */
    static @Nullable Refusal refusal(HttpRequest head, Settings.Edge settings) {
        if (head.decoderResult().isFailure()) {
            return Refusal.of(head.decoderResult());
        }
        HttpVersion version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Refusal.OTHER_VERSION;
        }
        if (!namesOneHost(head)) {
            return Refusal.NOT_ONE_HOST;
        }
        if (head.headers().contains(HttpHeaderNames.EXPECT) && !HttpUtil.is100ContinueExpected(head)) {
            return Refusal.UNKNOWN_EXPECTATION;
        }
        if (!isCodingSpoken(head)) {
            return Refusal.UNKNOWN_CODING;
        }
        // What follows its head is held for the WebSocket, which would read the body as frames.
        if (RequestDecoder.isUpgrade(head) && RequestBody.follows(head)) {
            return Refusal.BODY_BEFORE_FRAMES;
        }
        return HttpUtil.getContentLength(head, 0L) > settings.maxRequestBodyBytes() ? Refusal.BODY_TOO_LONG : null;
    }

    /** A route would take a body that is still packed for what was meant (RFC 9112, section 6.1). */
    private static boolean isCodingSpoken(HttpRequest head) {
        List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                || (codings.size() == 1
                        && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(
                                codings.get(0).strip()));
    }

    /** As every request of HTTP/1.1 has to (RFC 9112, section 3.2). */
    private static boolean namesOneHost(HttpRequest head) {
        int hosts = head.headers().getAll(HttpHeaderNames.HOST).size();
        return hosts == 1 || (hosts == 0 && head.protocolVersion().equals(HttpVersion.HTTP_1_0));
    }
}

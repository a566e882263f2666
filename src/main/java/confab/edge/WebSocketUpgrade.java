package confab.edge;

import akka.http.javadsl.model.AttributeKey;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import confab.model.SessionId;
import confab.protocol.Dialect;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A route's word that the request's connection becomes a WebSocket; the edge does the handshake (RFC 6455, section 4.2).
 *
 * @param subprotocol the one of the client's that is spoken; null for none
 * @param maxFrameBytes longest message, its fragments together; a longer one closes with 1009
 * @param dialect how the connection speaks
 */
public record WebSocketUpgrade(@Nullable String subprotocol, int maxFrameBytes, Function<SessionId, Dialect> dialect) {
    static final AttributeKey<WebSocketUpgrade> KEY =
            AttributeKey.create("confab-websocket-upgrade", WebSocketUpgrade.class);

    /** The response that bears it. */
    public HttpResponse response() {
        return HttpResponse.create().withStatus(StatusCodes.SWITCHING_PROTOCOLS).addAttribute(KEY, this);
    }
}

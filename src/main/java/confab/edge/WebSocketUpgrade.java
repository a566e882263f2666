package confab.edge;

import akka.http.javadsl.model.AttributeKey;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import confab.model.SessionId;
import confab.protocol.FrameDialect;
import confab.relay.Lane;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A route's word that the request's connection becomes the WebSocket of a chat session.
 *
 * @param subprotocol the one of the client's that is spoken; null for none
 * @param maxFrameBytes longest message, its fragments together; a longer one closes with 1009
 * @param dialect how the connection speaks
 */
public record WebSocketUpgrade(
        @Nullable String subprotocol, int maxFrameBytes, Function<SessionId, FrameDialect> dialect) implements Upgrade {
    static final AttributeKey<WebSocketUpgrade> KEY =
            AttributeKey.create("confab-websocket-upgrade", WebSocketUpgrade.class);

    @Override
    public @Nullable Lane lane() {
        return null;
    }

    /** The response that bears it. */
    public HttpResponse response() {
        return HttpResponse.create().withStatus(StatusCodes.SWITCHING_PROTOCOLS).addAttribute(KEY, this);
    }
}

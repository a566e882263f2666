package confab.edge;

import akka.http.javadsl.model.AttributeKey;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import confab.engineio.WebSocket;
import confab.relay.Lane;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A route's word that the request's connection becomes a WebSocket of an Engine.IO session.
 *
 * @param maxFrameBytes longest message, its fragments together; a longer one closes with 1009
 * @param lane where the connection is to be from now on; null for where it is
 * @param open called on the lane when the handshake is written; gets all that comes
 */
public record EngineUpgrade(int maxFrameBytes, @Nullable Lane lane, Function<WebSocket, WebSocket.Listener> open)
        implements Upgrade {
    static final AttributeKey<EngineUpgrade> KEY = AttributeKey.create("confab-engine-upgrade", EngineUpgrade.class);

    @Override
    public @Nullable String subprotocol() {
        return null;
    }

    /** The response that bears it. */
    public HttpResponse response() {
        return HttpResponse.create().withStatus(StatusCodes.SWITCHING_PROTOCOLS).addAttribute(KEY, this);
    }
}

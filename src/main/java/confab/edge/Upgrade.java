package confab.edge;

import confab.relay.Lane;
import org.jspecify.annotations.Nullable;

/** A route's word that the request's connection becomes a WebSocket; the edge does the handshake (RFC 6455, section 4.2). */
sealed interface Upgrade permits WebSocketUpgrade, EngineUpgrade {
    /** The one of the client's that is spoken; null for none. */
    @Nullable
    String subprotocol();

    /** Longest message, its fragments together; a longer one closes with 1009. */
    int maxFrameBytes();

    /** Where the connection is to be from now on; null for where it is. */
    @Nullable
    Lane lane();
}

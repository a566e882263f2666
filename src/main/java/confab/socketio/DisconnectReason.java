package confab.socketio;

import confab.engineio.EngineEnd;

/** Why a client is no longer in a namespace, in the words that Socket.IO's users know. */
public enum DisconnectReason {
    CLIENT_NAMESPACE_DISCONNECT("client namespace disconnect"),
    /** {@link SocketConnection#disconnect} was called. */
    SERVER_NAMESPACE_DISCONNECT("server namespace disconnect"),
    SERVER_SHUTTING_DOWN("server shutting down"),
    PING_TIMEOUT("ping timeout"),
    TRANSPORT_CLOSE("transport close"),
    TRANSPORT_ERROR("transport error"),
    /** The client sent what is no packet. */
    PARSE_ERROR("parse error"),
    /** The session below was closed by this side. */
    FORCED_CLOSE("forced close"),
    /** The client sent a packet where it does not belong. */
    FORCED_SERVER_CLOSE("forced server close");

    private final String text;

    DisconnectReason(String text) {
        this.text = text;
    }

    static DisconnectReason of(EngineEnd end) {
        return switch (end) {
            case PING_TIMEOUT -> PING_TIMEOUT;
            case TRANSPORT_CLOSE -> TRANSPORT_CLOSE;
            case TRANSPORT_ERROR -> TRANSPORT_ERROR;
            case PARSE_ERROR -> PARSE_ERROR;
            case FORCED_CLOSE -> FORCED_CLOSE;
            case SENT_AWAY -> SERVER_SHUTTING_DOWN;
        };
    }

    /** As Socket.IO's own server says it. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}

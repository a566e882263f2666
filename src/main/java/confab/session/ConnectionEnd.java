package confab.session;

import confab.protocol.CloseCode;
import confab.socketio.DisconnectReason;

/** How a connection ended, in few words: for those who count, not for clients. */
public enum ConnectionEnd {
    /** Its client said so. */
    LEFT,
    /** It went without a word. */
    LOST,
    /** A ping was not answered. */
    SILENT,
    TOO_SLOW,
    /** This node leaves. */
    GOING_AWAY,
    /** It broke the protocol. */
    REFUSED,
    TOO_MANY,
    /** By a fault of this node. */
    FAILED;

    /** Of a connection that this side closes. */
    public static ConnectionEnd of(CloseCode code) {
        return switch (code) {
            case NORMAL -> LEFT;
            case GOING_AWAY -> GOING_AWAY;
            case PROTOCOL_ERROR, UNSUPPORTED_DATA, INVALID_UTF8, TOO_BIG, PROTOCOL -> REFUSED;
            case INTERNAL_ERROR, TRY_AGAIN_LATER -> FAILED;
            case HEARTBEAT -> SILENT;
            case TOO_SLOW -> TOO_SLOW;
            case TOO_MANY -> TOO_MANY;
        };
    }

    /** Of a client of Socket.IO, if this side has not closed it with a word of its own. */
    static ConnectionEnd of(DisconnectReason reason) {
        return switch (reason) {
            case CLIENT_NAMESPACE_DISCONNECT -> LEFT;
            // Polls that were given up; and what was left behind by a client that came back by another session.
            case TRANSPORT_CLOSE, TRANSPORT_ERROR, FORCED_CLOSE -> LOST;
            case PING_TIMEOUT -> SILENT;
            case SERVER_SHUTTING_DOWN -> GOING_AWAY;
            case SERVER_NAMESPACE_DISCONNECT, PARSE_ERROR, FORCED_SERVER_CLOSE -> REFUSED;
        };
    }
}

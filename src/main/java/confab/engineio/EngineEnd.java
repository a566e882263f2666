package confab.engineio;

/** Why a session ended, in the words that Socket.IO's users know. */
public enum EngineEnd {
    /** A ping was not answered in time. */
    PING_TIMEOUT("ping timeout"),
    /** The client closed, or its connection is gone. */
    TRANSPORT_CLOSE("transport close"),
    /** The transport broke its own rules: two polls at once, a poll given up, too much unread. */
    TRANSPORT_ERROR("transport error"),
    /** What the client sent is no packet. */
    PARSE_ERROR("parse error"),
    /** This side closed it. */
    FORCED_CLOSE("forced close"),
    /** This side closed it so that the client comes back, to another node. */
    SENT_AWAY("server shutting down");

    private final String reason;

    EngineEnd(String reason) {
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}

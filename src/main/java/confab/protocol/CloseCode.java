package confab.protocol;

/**
 * Why the server closes a connection: RFC 6455 section 7.4.1, and the application's own from 4000 up.
 */
public enum CloseCode {
    NORMAL(1000),
    GOING_AWAY(1001),
    PROTOCOL_ERROR(1002),
    /** A binary frame where text belongs. */
    UNSUPPORTED_DATA(1003),
    INVALID_UTF8(1007),
    TOO_BIG(1009),
    INTERNAL_ERROR(1011),
    /** A plain text client's post could not be kept. */
    TRY_AGAIN_LATER(1013),
    /** No {@code hello} in time, or three frames in a row that are not JSON. */
    PROTOCOL(4000),
    /** A ping was not answered in time. */
    HEARTBEAT(4001),
    /** The client stopped reading, or what it has not read is lost for good. */
    TOO_SLOW(4008),
    /** This node holds as many connections as it may. */
    TOO_MANY(4029);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}

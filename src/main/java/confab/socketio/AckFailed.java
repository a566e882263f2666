package confab.socketio;

/** A client's acknowledgement will not come. Bears no stack: nobody's code is at fault. */
public final class AckFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    AckFailed(Reason reason) {
        super(reason.message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why it will not come. */
    public enum Reason {
        /** Not in time; the client may still have got the event. */
        TIMEOUT("no acknowledgement in time"),
        /** The client was disconnected before; it may still have got the event. */
        DISCONNECTED("disconnected before the acknowledgement"),
        /** So many acknowledgements of this client are awaited that the event was not sent. */
        TOO_MANY("too many acknowledgements are awaited");

        private final String message;

        Reason(String message) {
            this.message = message;
        }
    }
}

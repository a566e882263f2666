package confab.protocol.socketio.chat;

import org.jspecify.annotations.Nullable;

/**
 * What an event is known by while it is a request: the callback that waits for its answer, and the client's own ref. As a
 * request's ref it is one text, which comes back with the answer.
 *
 * @param ackId the event's, if it has a callback
 * @param ref the client's own; without a callback, what an error is to name instead
 */
record AckRef(@Nullable Long ackId, @Nullable String ref) {
    /** No post's id holds it, which is what an error names where a request has no ref; so none is taken for a callback's. */
    private static final char MARK = '\u0000';

    private static final char SEPARATOR = ':';

    /** The text for both; nothing if there is neither. */
    static @Nullable String pack(@Nullable Long ackId, @Nullable String ref) {
        if (ackId == null && ref == null) {
            return null;
        }
        return MARK + (ackId == null ? "" : ackId.toString()) + SEPARATOR + (ref == null ? "" : ref);
    }

    /** What was packed; a text that was not is a ref as it stands. */
    static AckRef of(@Nullable String text) {
        if (text == null || text.isEmpty() || text.charAt(0) != MARK) {
            return new AckRef(null, text);
        }
        int separator = text.indexOf(SEPARATOR);
        String ackId = text.substring(1, separator);
        String ref = text.substring(separator + 1);
        return new AckRef(ackId.isEmpty() ? null : Long.valueOf(ackId), ref.isEmpty() ? null : ref);
    }
}

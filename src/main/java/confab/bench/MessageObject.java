package confab.bench;

import static confab.bench.ByteText.ascii;

/** Finds in a message's JSON what the bench wants of it, wherever it stands; first where it stood in the last one. */
final class MessageObject {
    private static final byte[] SEQ = ascii("\"seq\":");
    private static final byte[] CODE = ascii("\"code\":\"");
    private static final byte[] REASON = ascii("\"message\":\"");

    private MessageObject() {}

    /**
     * Reads a message.
     *
     * @param frame where the frame's payload begins
     * @param from where the message's fields begin
     */
    static void read(byte[] bytes, int frame, int from, int to, Heard heard) {
        int seqAt = ByteText.endOf(SEQ, bytes, from, to, frame + heard.numberAt);
        int stampAt = seqAt < 0 ? -1 : Stamp.find(bytes, seqAt, to, frame + heard.stampAt);
        if (stampAt < 0) {
            heard.kind = Heard.Kind.OTHER;
            return;
        }
        heard.kind = Heard.Kind.MESSAGE;
        heard.poster = 0;
        heard.number = ByteText.number(bytes, seqAt, to);
        heard.stampNanos = Stamp.nanos(bytes, stampAt);
        heard.numberAt = seqAt - SEQ.length - frame;
        heard.stampAt = stampAt - 1 - frame;
    }

    /** The last number of the room that a client has joined; 0 if it is not told. */
    static long joinedAt(byte[] bytes, int from, int to) {
        int at = ByteText.endOf(SEQ, bytes, from, to);
        return at < 0 ? 0 : ByteText.number(bytes, at, to);
    }

    /** Why something was refused, in the server's word. */
    static String code(byte[] bytes, int from, int to) {
        int code = ByteText.endOf(CODE, bytes, from, to);
        int reason = code < 0 ? ByteText.endOf(REASON, bytes, from, to) : code;
        return reason < 0 ? "no reason told" : ByteText.untilQuote(bytes, reason, to);
    }
}

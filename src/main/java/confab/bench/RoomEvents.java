package confab.bench;

import static confab.bench.ByteText.ascii;

/**
 * How a frame begins that tells what happened in a room, where protocols write the same around the event's name. A record, as
 * the JVM then takes its fields for constants: {@link #hear} is called for each delivery.
 */
record RoomEvents(byte[] message, byte[] error, byte[] gap, byte[] goodbye) {
    /**
     * All events of a protocol.
     *
     * @param before what a frame has before the event's name
     * @param after what it has after it
     */
    static RoomEvents between(String before, String after) {
        return new RoomEvents(
                ascii(before + "message" + after),
                ascii(before + "error" + after),
                ascii(before + "gap" + after),
                ascii(before + "goodbye" + after));
    }

    /** Reads a text frame's payload; what it is goes to {@code heard}. */
    void hear(byte[] bytes, int from, int to, Heard heard) {
        if (ByteText.startsWith(bytes, from, to, message)) {
            MessageObject.read(bytes, from, from + message.length, to, heard);
        } else if (isError(bytes, from, to)) {
            heard.kind = Heard.Kind.REFUSED;
        } else if (ByteText.startsWith(bytes, from, to, gap)) {
            heard.kind = Heard.Kind.GAP;
        } else {
            boolean isGoodbye = ByteText.startsWith(bytes, from, to, goodbye);
            heard.kind = isGoodbye ? Heard.Kind.GOODBYE : Heard.Kind.OTHER;
        }
    }

    boolean isError(byte[] bytes, int from, int to) {
        return ByteText.startsWith(bytes, from, to, error);
    }
}

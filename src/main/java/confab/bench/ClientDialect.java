package confab.bench;

import java.util.List;

/** What clients of one protocol say and hear. Pure, and without an allocation for what is heard often. */
interface ClientDialect {
    /** What a client asks for when it opens a WebSocket to be in that room: path and query. */
    String target(String room);

    /** What a client says until it is in the room, line by line; it has joined when it has passed the last. */
    List<Line> greeting(String room);

    /** Whether a client hears what it posted itself. */
    default boolean echoes() {
        return true;
    }

    /** Whether messages bear the room's number; if not, each poster numbers its own in their bodies. */
    default boolean numbersByRoom() {
        return true;
    }

    /** A post to that room, with gaps for what differs from one to the next. */
    PostText post(String room, int bodyBytes);

    /** Reads a text frame's payload; what it is goes to {@code heard}. */
    void hear(byte[] bytes, int from, int to, Heard heard);

    /** The code of the refusal that a frame tells of, empty if it is none. */
    String refusal(byte[] bytes, int from, int to);

    /** The answer to a ping of the protocol's own. */
    byte[] pong();

    /**
     * One step on the way into a room.
     *
     * @param after how the text begins that is waited for; empty for none
     * @param say the text that is said then; empty for none
     */
    record Line(byte[] after, byte[] say) {
        Line(String after, String say) {
            this(ByteText.ascii(after), ByteText.ascii(say));
        }
    }
}

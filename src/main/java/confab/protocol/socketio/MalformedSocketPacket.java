package confab.protocol.socketio;

/**
 * What a client sent is no Socket.IO packet, or one over a bound; the connection is closed. The message says which rule
 * it breaks, never what was sent. Bears no stack: it is a client's fault.
 */
public final class MalformedSocketPacket extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedSocketPacket(String rule) {
        super(rule, null, false, false);
    }

    static MalformedSocketPacket tooLarge() {
        return new MalformedSocketPacket("a packet that is too large with its attachments");
    }
}

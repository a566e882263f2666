package confab.protocol.engineio;

/**
 * What a client sent is no Engine.IO packet; the session is closed. The message says what is wrong, never what was sent.
 * Bears no stack: it is a client's fault.
 */
public final class MalformedEnginePacket extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedEnginePacket(String rule) {
        super(rule, null, false, false);
    }
}

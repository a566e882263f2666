package confab.engineio;

import confab.protocol.JsonString;
import java.nio.charset.StandardCharsets;

/**
 * Why a request is refused, in the reference's words: {@code packages/engine.io/lib/server.ts} of socketio/socket.io.
 *
 * @param status of the answer over HTTP
 * @param code the reference's number of it
 */
public record EngineRefusal(int status, int code, String message) {
    public static final EngineRefusal UNKNOWN_TRANSPORT = new EngineRefusal(400, 0, "Transport unknown");
    public static final EngineRefusal UNKNOWN_SID = new EngineRefusal(400, 1, "Session ID unknown");
    public static final EngineRefusal BAD_HANDSHAKE_METHOD = new EngineRefusal(400, 2, "Bad handshake method");
    public static final EngineRefusal BAD_REQUEST = new EngineRefusal(400, 3, "Bad request");
    public static final EngineRefusal UNSUPPORTED_VERSION = new EngineRefusal(400, 5, "Unsupported protocol version");

    /** The reference knows no bound, so this has the number of what it has no other for. */
    public static final EngineRefusal TOO_MANY = new EngineRefusal(503, 3, "Too many sessions");

    private static final String NO_MESSAGE = "Forbidden";

    /** @param message told to the client; if empty, the reference's own */
    public static EngineRefusal forbidden(String message) {
        return new EngineRefusal(403, 4, message.isEmpty() ? NO_MESSAGE : message);
    }

    /** As the answer to a request that asks for no WebSocket. */
    public EngineAnswer answer() {
        byte[] quoted = JsonString.quote(message.getBytes(StandardCharsets.UTF_8));
        String json = "{\"code\":" + code + ",\"message\":" + new String(quoted, StandardCharsets.UTF_8) + "}";
        return new EngineAnswer(status, EngineAnswer.Type.JSON, json.getBytes(StandardCharsets.UTF_8));
    }
}

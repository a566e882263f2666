package confab.engineio;

import java.nio.charset.StandardCharsets;

/**
 * What a polling request is answered.
 *
 * @param body not to be written to
 */
public record EngineAnswer(int status, Type type, byte[] body) {
    private static final int OK_STATUS = 200;
    private static final int TOO_LARGE_STATUS = 413;

    static final EngineAnswer OK = new EngineAnswer(OK_STATUS, Type.HTML, "ok".getBytes(StandardCharsets.US_ASCII));

    /** The session goes on. */
    static final EngineAnswer TOO_LARGE = new EngineAnswer(TOO_LARGE_STATUS, Type.HTML, new byte[0]);

    /** How the body is to be read; {@code ok} is HTML lest old browsers offer to save it. */
    public enum Type {
        TEXT("text/plain; charset=UTF-8"),
        HTML("text/html"),
        JSON("application/json");

        private final String contentType;

        Type(String contentType) {
            this.contentType = contentType;
        }

        public String contentType() {
            return contentType;
        }
    }

    static EngineAnswer payload(byte[] payload) {
        return new EngineAnswer(OK_STATUS, Type.TEXT, payload);
    }
}

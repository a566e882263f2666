package confab.protocol.json;

import confab.protocol.ErrorCode;
import confab.protocol.Request;
import org.jspecify.annotations.Nullable;

/** Ends the reading of a frame that is no request which can be carried out. Bears no stack: it is a client's fault. */
final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    /** Absent if the frame is not JSON at all. */
    private final @Nullable ErrorCode code;

    private final String rule;

    private Fault(@Nullable ErrorCode code, String rule) {
        super(rule, null, false, false);
        this.code = code;
        this.rule = rule;
    }

    static Fault notJson(String rule) {
        return new Fault(null, rule);
    }

    static Fault badRequest(String rule) {
        return new Fault(ErrorCode.BAD_REQUEST, rule);
    }

    static Fault badField(Key key, String rule) {
        return badRequest(key.wireName() + ": " + rule);
    }

    static Fault unknownType() {
        return new Fault(ErrorCode.UNKNOWN_TYPE, "unknown type");
    }

    static Fault tooLarge(Key key, int maxBytes) {
        return new Fault(ErrorCode.TOO_LARGE, key.wireName() + ": longer than " + maxBytes + " bytes as JSON");
    }

    /** @param ref what the client knows the faulty request by, if anything */
    Request answer(@Nullable String ref) {
        return code == null ? new Request.NotJson(rule) : new Request.Malformed(code, rule, ref);
    }
}

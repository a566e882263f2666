package confab.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a message says: one JSON value, kept as the UTF-8 of its compact JSON text.
 *
 * <p>Nobody parses it again between the codec that read it and one that needs more than the text. The bytes are shared
 * by all who hold the body and are never written to.
 */
public final class Body {
    private final byte[] json;

    private Body(byte[] json) {
        this.json = json;
    }

    /** @param json the UTF-8 of one valid JSON value; handed over, not copied */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Body ofJson(byte[] json) {
        return new Body(json);
    }

    /** The UTF-8 of the JSON text; not to be written to. */
    @JsonValue
    public byte[] json() {
        return json;
    }

    /** Length of the JSON text, in bytes. */
    public int length() {
        return json.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body body && Arrays.equals(json, body.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(json);
    }

    /** The JSON text, for tests and debuggers; never logged. */
    @Override
    public String toString() {
        return new String(json, StandardCharsets.UTF_8);
    }
}

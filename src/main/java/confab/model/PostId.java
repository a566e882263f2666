package confab.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A client's own id of one post, 1 – 64 printable ASCII characters: the same (room, user, id) again is the same post.
 *
 * @param value the id as the client wrote it
 */
public record PostId(String value) {
    /** Longest id, in characters. */
    public static final int MAX_LENGTH = 64;

    /** @throws InvalidValue if the id is empty, too long or not printable ASCII */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PostId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new InvalidValue("an id is 1 to " + MAX_LENGTH + " characters long");
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < 0x20 || value.charAt(i) >= 0x7f) {
                throw new InvalidValue("an id is of printable ASCII");
            }
        }
    }

    // Not on the component: that would mark the field too, which Jackson takes for a second value.
    @JsonValue
    @Override
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}

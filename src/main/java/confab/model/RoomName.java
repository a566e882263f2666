package confab.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A room's name: 1 – 128 characters of ASCII letters (case counts), digits and {@code . _ - : @ #}.
 *
 * @param value the name as clients write it
 */
public record RoomName(String value) {
    /** Longest name, in characters. */
    public static final int MAX_LENGTH = 128;

    /** Where a client goes that names no room. */
    public static final RoomName LOBBY = new RoomName("lobby");

    private static final String MARKS = "._-:@#";

    /** @throws InvalidValue if the name is empty, too long or holds another character */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RoomName {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new InvalidValue("a room's name is 1 to " + MAX_LENGTH + " characters long");
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isAllowed(value.charAt(i))) {
                throw new InvalidValue("a room's name is of ASCII letters, digits and . _ - : @ #");
            }
        }
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
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

package confab.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;

/**
 * A user's name: 1 – 64 code points in Unicode normal form C, without control or format characters and with no space
 * at either end.
 *
 * @param value the name in normal form C
 */
public record UserName(String value) {
    /** Longest name, in code points. */
    public static final int MAX_CODE_POINTS = 64;

    /** What a guest's name starts with; six random characters follow. */
    public static final String GUEST_PREFIX = "guest-";

    /** @throws InvalidValue if the name breaks one of the rules */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserName {
        value = isPlain(value) ? value : checked(value);
    }

    /** The name in normal form C. */
    private static String checked(String value) {
        // Normal form C at most triples the length, so what is longer than this is too long before it is normalized.
        if (value.length() > 8 * MAX_CODE_POINTS) {
            throw tooLong();
        }
        String name = Normalizer.normalize(value, Normalizer.Form.NFC);
        int length = name.codePointCount(0, name.length());
        if (length == 0 || length > MAX_CODE_POINTS) {
            throw tooLong();
        }
        if (!name.codePoints().allMatch(UserName::isAllowed)) {
            throw new InvalidValue("a user's name has no control or format characters");
        }
        if (isSpace(name.codePointAt(0)) || isSpace(name.codePointBefore(name.length()))) {
            throw new InvalidValue("a user's name has no space at its ends");
        }
        return name;
    }

    /** Most names are, and each message that comes from another node makes one anew. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= MAX_CODE_POINTS;
    }

    private static InvalidValue tooLong() {
        return new InvalidValue("a user's name is 1 to " + MAX_CODE_POINTS + " code points long");
    }

    private static boolean isSpace(int codePoint) {
        return Character.isSpaceChar(codePoint) || Character.isWhitespace(codePoint);
    }

    private static boolean isAllowed(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
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

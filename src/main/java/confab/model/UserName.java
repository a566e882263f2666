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
        // Normal form C at most triples the length, so what is longer than this is too long before it is normalized.
        if (value.length() > 8 * MAX_CODE_POINTS) {
            throw tooLong();
        }
        value = Normalizer.normalize(value, Normalizer.Form.NFC);
        int length = value.codePointCount(0, value.length());
        if (length == 0 || length > MAX_CODE_POINTS) {
            throw tooLong();
        }
        if (!value.codePoints().allMatch(UserName::isAllowed)) {
            throw new InvalidValue("a user's name has no control or format characters");
        }
        if (isSpace(value.codePointAt(0)) || isSpace(value.codePointBefore(value.length()))) {
            throw new InvalidValue("a user's name has no space at its ends");
        }
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

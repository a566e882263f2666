package confab.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON strings (RFC 8259 section 7) as UTF-8, to and from the text they stand for, without a detour through chars. */
public final class JsonString {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

    /** Escapes of one letter: the letter, by the character that it stands for. */
    private static final byte[] LETTERS = letters();

    private static final int UNICODE_ESCAPE_BYTES = "\\u0000".length();

    private JsonString() {}

    /** Length of the text as a JSON string with its quotes, in bytes; more than {@code utf8} by two at the least. */
    public static int quotedLength(byte[] utf8) {
        int length = utf8.length + 2;
        for (byte b : utf8) {
            if (needsEscape(b)) {
                length += LETTERS[b] != 0 ? 1 : UNICODE_ESCAPE_BYTES - 1;
            }
        }
        return length;
    }

    /** The text as a JSON string with its quotes; nothing is escaped that need not be. */
    public static byte[] quote(byte[] utf8) {
        byte[] quoted = new byte[quotedLength(utf8)];
        quoted[0] = '"';
        int at = 1;
        for (byte b : utf8) {
            if (needsEscape(b)) {
                at = escape(b, quoted, at);
            } else {
                quoted[at++] = b;
            }
        }
        quoted[at] = '"';
        return quoted;
    }

    /**
     * The UTF-8 of the text that a JSON string stands for. Half a surrogate pair, which UTF-8 cannot say, becomes
     * U+FFFD.
     *
     * @param json holds the string
     * @param from where its first character is, after the quote
     * @param to where its closing quote is
     */
    public static byte[] unquote(byte[] json, int from, int to) {
        int escape = from;
        while (escape < to && json[escape] != '\\') {
            escape++;
        }
        if (escape == to) {
            return Arrays.copyOfRange(json, from, to);
        }
        // What an escape stands for is never longer than the escape.
        byte[] text = new byte[to - from];
        System.arraycopy(json, from, text, 0, escape - from);
        int length = unescape(json, escape, to, text, escape - from);
        return Arrays.copyOf(text, length);
    }

    private static int unescape(byte[] json, int from, int to, byte[] text, int at) {
        int read = from;
        while (read < to) {
            if (json[read] != '\\') {
                text[at++] = json[read++];
            } else if (json[read + 1] != 'u') {
                text[at++] = characterOf(json[read + 1]);
                read += 2;
            } else {
                int codePoint = codePoint(json, read, to);
                at = encode(codePoint, text, at);
                read += Character.charCount(codePoint) * UNICODE_ESCAPE_BYTES;
            }
        }
        return at;
    }

    /** The code point that the escape at {@code at} begins, with the escape behind it where the two are a pair. */
    private static int codePoint(byte[] json, int at, int to) {
        char first = unit(json, at);
        int next = at + UNICODE_ESCAPE_BYTES;
        boolean escapeFollows = next + UNICODE_ESCAPE_BYTES <= to && json[next] == '\\' && json[next + 1] == 'u';
        if (Character.isHighSurrogate(first) && escapeFollows) {
            char second = unit(json, next);
            if (Character.isLowSurrogate(second)) {
                return Character.toCodePoint(first, second);
            }
        }
        return first;
    }

    private static char unit(byte[] json, int escape) {
        int unit = 0;
        for (int i = escape + 2; i < escape + UNICODE_ESCAPE_BYTES; i++) {
            unit = (unit << 4) | Character.digit(json[i], 16);
        }
        return (char) unit;
    }

    private static int encode(int codePoint, byte[] text, int at) {
        byte[] utf8 = Character.getType(codePoint) == Character.SURROGATE
                ? REPLACEMENT
                : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, text, at, utf8.length);
        return at + utf8.length;
    }

    private static boolean needsEscape(byte utf8) {
        return (utf8 >= 0 && utf8 < ' ') || utf8 == '"' || utf8 == '\\';
    }

    private static int escape(byte character, byte[] to, int at) {
        to[at] = '\\';
        if (LETTERS[character] != 0) {
            to[at + 1] = LETTERS[character];
            return at + 2;
        }
        to[at + 1] = 'u';
        to[at + 2] = '0';
        to[at + 3] = '0';
        to[at + 4] = HEX[character >> 4];
        to[at + 5] = HEX[character & 0xf];
        return at + UNICODE_ESCAPE_BYTES;
    }

    private static byte characterOf(byte letter) {
        for (int character = 0; character < LETTERS.length; character++) {
            if (LETTERS[character] == letter) {
                return (byte) character;
            }
        }
        return letter;
    }

    private static byte[] letters() {
        byte[] letters = new byte[128];
        letters['"'] = '"';
        letters['\\'] = '\\';
        letters['\b'] = 'b';
        letters['\f'] = 'f';
        letters['\n'] = 'n';
        letters['\r'] = 'r';
        letters['\t'] = 't';
        return letters;
    }
}

package confab.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds things in text that is still bytes. */
final class ByteText {
    private ByteText() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean startsWith(byte[] bytes, int from, int to, byte[] beginning) {
        int end = from + beginning.length;
        return end <= to && Arrays.equals(bytes, from, end, beginning, 0, beginning.length);
    }

    /** Where the part ends, looked for at {@code guess} first; -1 if it is not there. */
    static int endOf(byte[] part, byte[] bytes, int from, int to, int guess) {
        if (guess >= from && startsWith(bytes, guess, to, part)) {
            return guess + part.length;
        }
        for (int at = from; at <= to - part.length; at++) {
            if (bytes[at] == part[0] && startsWith(bytes, at, to, part)) {
                return at + part.length;
            }
        }
        return -1;
    }

    static int endOf(byte[] part, byte[] bytes, int from, int to) {
        return endOf(part, bytes, from, to, -1);
    }

    /** The digits from there on, as far as they go; 0 if there are none. */
    static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int at = from; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = 10 * number + (bytes[at] - '0');
        }
        return number;
    }

    /** Writes the number with leading zeros. */
    static void write(long number, byte[] to, int at, int digits) {
        long rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The text up to the next quote. */
    static String untilQuote(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != '"') {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}

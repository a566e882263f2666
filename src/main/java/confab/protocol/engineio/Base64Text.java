package confab.protocol.engineio;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Bytes as base64 (RFC 4648 section 4). Written with padding; read as generously as the reference does, which is Node's
 * reading: both alphabets, anything else in between skipped, as some encoders break lines, an end at the first
 * {@code =} or where the text ends.
 */
final class Base64Text {
    private static final int GROUP_BYTES = 3;
    private static final int GROUP_CHARACTERS = 4;

    private static final byte[] VALUES = values();

    private Base64Text() {}

    /** Length of the text that so many bytes become. */
    static int length(int bytes) {
        int groups = bytes / GROUP_BYTES + (bytes % GROUP_BYTES == 0 ? 0 : 1);
        return Math.multiplyExact(groups, GROUP_CHARACTERS);
    }

    /** Writes the text of the bytes from {@code from} up to {@code end}, and says where it ends. */
    static int write(byte[] bytes, int from, int end, byte[] to, int at) {
        ByteBuffer text = Base64.getEncoder().encode(ByteBuffer.wrap(bytes, from, end - from));
        int length = text.remaining();
        text.get(to, at, length);
        return at + length;
    }

    /** The bytes that the text from {@code from} up to {@code to} stands for; never a fault. */
    static byte[] read(byte[] text, int from, int to) {
        byte[] bytes = new byte[Math.toIntExact((long) (to - from) * GROUP_BYTES / GROUP_CHARACTERS)];
        int length = 0;
        int bits = 0;
        int bitCount = 0;
        for (int i = from; i < to && text[i] != '='; i++) {
            int value = text[i] < 0 ? -1 : VALUES[text[i]];
            if (value < 0) {
                continue;
            }
            bits = (bits << 6) | value;
            bitCount += 6;
            if (bitCount >= Byte.SIZE) {
                bitCount -= Byte.SIZE;
                bytes[length++] = (byte) (bits >> bitCount);
            }
        }
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < letters.length(); i++) {
            values[letters.charAt(i)] = (byte) i;
        }
        values['-'] = values['+'];
        values['_'] = values['/'];
        return values;
    }
}

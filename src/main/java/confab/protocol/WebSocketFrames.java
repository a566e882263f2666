package confab.protocol;

/** Writes a server's frames, whole and unmasked, as RFC 6455 section 5.2 draws them. */
public final class WebSocketFrames {
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;

    /** Largest payload whose length stands in the second byte. */
    private static final int MAX_SHORT = 125;
    /** Largest payload whose length stands in two bytes more. */
    private static final int MAX_MEDIUM = 0xffff;

    private static final int MEDIUM_FOLLOWS = 126;
    private static final int LONG_FOLLOWS = 127;

    private WebSocketFrames() {}

    /** A text frame with the payload, which is UTF-8. */
    public static byte[] text(byte[] utf8) {
        byte[] frame = new byte[length(utf8.length)];
        System.arraycopy(utf8, 0, frame, textHeader(frame, 0, utf8.length), utf8.length);
        return frame;
    }

    /** A binary frame with the payload. */
    public static byte[] binary(byte[] payload) {
        byte[] frame = new byte[length(payload.length)];
        System.arraycopy(payload, 0, frame, binaryHeader(frame, 0, payload.length), payload.length);
        return frame;
    }

    /** Length of a frame, header and all, in bytes. */
    public static int length(int payloadBytes) {
        return Math.addExact(headerLength(payloadBytes), payloadBytes);
    }

    /** Writes the header of a text frame at {@code at}; the payload belongs at the returned index. */
    public static int textHeader(byte[] to, int at, int payloadBytes) {
        return header(FINAL_TEXT, to, at, payloadBytes);
    }

    /** Writes the header of a binary frame at {@code at}; the payload belongs at the returned index. */
    public static int binaryHeader(byte[] to, int at, int payloadBytes) {
        return header(FINAL_BINARY, to, at, payloadBytes);
    }

    private static int headerLength(int payloadBytes) {
        if (payloadBytes <= MAX_SHORT) {
            return 2;
        }
        return payloadBytes <= MAX_MEDIUM ? 2 + Short.BYTES : 2 + Long.BYTES;
    }

    private static int header(int first, byte[] to, int at, int payloadBytes) {
        to[at] = (byte) first;
        if (payloadBytes <= MAX_SHORT) {
            to[at + 1] = (byte) payloadBytes;
            return at + 2;
        }
        boolean medium = payloadBytes <= MAX_MEDIUM;
        to[at + 1] = (byte) (medium ? MEDIUM_FOLLOWS : LONG_FOLLOWS);
        return bigEndian(payloadBytes, medium ? Short.BYTES : Long.BYTES, to, at + 2);
    }

    private static int bigEndian(long value, int bytes, byte[] to, int at) {
        for (int i = 0; i < bytes; i++) {
            to[at + i] = (byte) (value >>> (Byte.SIZE * (bytes - 1 - i)));
        }
        return at + bytes;
    }
}

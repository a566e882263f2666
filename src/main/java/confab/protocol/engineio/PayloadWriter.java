package confab.protocol.engineio;

/**
 * Rewrites frames as the answer to a poll, so that who writes to a session need not know its transport: text as it stands,
 * bytes as {@code b} and base64, a separator between.
 */
public final class PayloadWriter {
    private static final int BINARY = 2;
    private static final int OPCODE = 0x0f;

    /** Of a server's frame: nothing is masked, so the byte is the length alone. */
    private static final int MEDIUM_FOLLOWS = 126;

    private static final int LONG_FOLLOWS = 127;

    private final byte[] frames;
    private final int end;

    /** The frame that is looked at: where its payload is. */
    private int from;

    private int to;
    private boolean isBinary;

    private PayloadWriter(byte[] frames, int end) {
        this.frames = frames;
        this.end = end;
    }

    /**
     * The payload.
     *
     * @param frames whole frames as {@link EngineFormat#WEBSOCKET} writes them, at least one, from the start
     * @param end where they end
     */
    public static byte[] write(byte[] frames, int end) {
        return new PayloadWriter(frames, end).payload();
    }

    private byte[] payload() {
        int length = 0;
        for (int next = read(0); next >= 0; next = read(next)) {
            length += 1 + (isBinary ? 1 + Base64Text.length(to - from) : to - from);
        }
        byte[] payload = new byte[length - 1];
        int at = 0;
        for (int next = read(0); next >= 0; next = read(next)) {
            if (at > 0) {
                payload[at++] = PayloadReader.SEPARATOR;
            }
            at = copy(payload, at);
        }
        return payload;
    }

    private int copy(byte[] payload, int at) {
        if (isBinary) {
            return EngineText.writeBase64(frames, from, to, payload, at);
        }
        System.arraycopy(frames, from, payload, at, to - from);
        return at + to - from;
    }

    /** Where the frame after this one begins; less than nothing if none stands here. */
    private int read(int at) {
        if (at >= end) {
            return -1;
        }
        isBinary = (frames[at] & OPCODE) == BINARY;
        int length = frames[at + 1];
        from = at + 2;
        if (length == MEDIUM_FOLLOWS) {
            length = bigEndian(Short.BYTES);
        } else if (length == LONG_FOLLOWS) {
            length = bigEndian(Long.BYTES);
        }
        to = from + length;
        return to;
    }

    private int bigEndian(int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << Byte.SIZE | (frames[from++] & 0xff);
        }
        return Math.toIntExact(value);
    }
}

package confab.bench;

/** Steps through a server's frames (RFC 6455 section 5.2), whole and unmasked, in bytes as they came; one per lane. */
final class FrameReader {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;

    /** What a server may send at once; more is taken for nonsense. */
    static final int MAX_FRAME_BYTES = 1 << 20;

    private static final int FINAL = 0x80;
    private static final int FLAGS = 0xf0;
    private static final int OPCODE = 0x0f;
    private static final int LENGTH = 0x7f;
    private static final int MEDIUM_FOLLOWS = 126;
    private static final int LONG_FOLLOWS = 127;

    private byte[] bytes = {};
    private int at;
    private int end;

    private int opcode;
    private int from;
    private int to;

    void over(byte[] bytes, int end) {
        this.bytes = bytes;
        this.at = 0;
        this.end = end;
    }

    /** Steps to the next frame; false if the rest is none, or not a whole one. */
    boolean next() throws BadFrame {
        if (end - at < 2) {
            return false;
        }
        int flags = bytes[at] & FLAGS;
        int length = bytes[at + 1];
        if (flags != FINAL || length < 0) {
            throw new BadFrame(length < 0 ? "a masked frame" : "a frame in parts, or compressed");
        }
        int header = 2 + lengthBytes(length & LENGTH);
        if (end - at < header) {
            return false;
        }
        long payload = header == 2 ? length : bigEndian(at + 2, at + header);
        if (payload < 0 || payload > MAX_FRAME_BYTES) {
            throw new BadFrame("a frame of more than " + MAX_FRAME_BYTES + " bytes");
        }
        if (end - at - header < payload) {
            return false;
        }
        opcode = bytes[at] & OPCODE;
        from = at + header;
        to = from + (int) payload;
        at = to;
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    int opcode() {
        return opcode;
    }

    /** Where the frame's payload begins. */
    int from() {
        return from;
    }

    /** Where the frame's payload ends. */
    int to() {
        return to;
    }

    /** Where the next frame begins. */
    int position() {
        return at;
    }

    private static int lengthBytes(int length) {
        return switch (length) {
            case MEDIUM_FOLLOWS -> Short.BYTES;
            case LONG_FOLLOWS -> Long.BYTES;
            default -> 0;
        };
    }

    private long bigEndian(int first, int last) {
        long value = 0;
        for (int i = first; i < last; i++) {
            value = (value << Byte.SIZE) | (bytes[i] & 0xff);
        }
        return value;
    }

    /** What no server of ours sends; the message says what it was. */
    static final class BadFrame extends Exception {
        private static final long serialVersionUID = 1;

        BadFrame(String message) {
            super(message);
        }
    }
}

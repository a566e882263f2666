package confab.protocol.socketio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A packet's text in the making, as UTF-8. */
final class JsonBytes {
    private static final int USUAL_BYTES = 256;

    private final ByteArrayOutputStream bytes;

    JsonBytes() {
        this(USUAL_BYTES);
    }

    /** @param length how long the text may become without being copied on the way, in bytes */
    JsonBytes(int length) {
        bytes = new ByteArrayOutputStream(length);
    }

    JsonBytes text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    JsonBytes bytes(byte[] utf8) {
        return bytes(utf8, 0, utf8.length);
    }

    JsonBytes bytes(byte[] utf8, int from, int to) {
        bytes.write(utf8, from, to - from);
        return this;
    }

    int length() {
        return bytes.size();
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }
}

package confab.protocol.engineio;

import java.util.Arrays;

/** A packet as text: its type's digit and what it says, or {@code b} and base64. */
final class EngineText {
    private static final byte BASE64 = 'b';

    private EngineText() {}

    /**
     * The packet that stands from {@code from} up to {@code to}.
     *
     * @throws MalformedEnginePacket if nothing stands there, or what has no known type
     */
    static EnginePacket read(byte[] text, int from, int to) throws MalformedEnginePacket {
        if (from == to) {
            throw new MalformedEnginePacket("an empty packet");
        }
        if (text[from] == BASE64) {
            return new EnginePacket.Binary(Base64Text.read(text, from + 1, to));
        }
        EnginePacket.Type type = EnginePacket.Type.of(text[from]);
        return new EnginePacket.Text(type, Arrays.copyOfRange(text, from + 1, to));
    }

    /** Length of the packet as text, in bytes. */
    static int length(EnginePacket packet) {
        if (packet instanceof EnginePacket.Text text) {
            return Math.addExact(1, text.utf8().length);
        }
        return Math.addExact(1, Base64Text.length(((EnginePacket.Binary) packet).bytes().length));
    }

    /** Writes the packet and says where it ends. */
    static int write(EnginePacket packet, byte[] to, int at) {
        if (packet instanceof EnginePacket.Text text) {
            byte[] utf8 = text.utf8();
            to[at] = text.type().digit();
            System.arraycopy(utf8, 0, to, at + 1, utf8.length);
            return at + 1 + utf8.length;
        }
        byte[] bytes = ((EnginePacket.Binary) packet).bytes();
        return writeBase64(bytes, 0, bytes.length, to, at);
    }

    /** Writes the bytes from {@code from} up to {@code end} as a packet and says where it ends. */
    static int writeBase64(byte[] bytes, int from, int end, byte[] to, int at) {
        to[at] = BASE64;
        return Base64Text.write(bytes, from, end, to, at + 1);
    }
}

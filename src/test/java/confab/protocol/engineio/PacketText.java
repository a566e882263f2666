package confab.protocol.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** Packets in a form that tests can compare, as arrays in records cannot be. */
final class PacketText {
    private PacketText() {}

    /** {@code PING probe}, or {@code bytes 01ff}. */
    static String of(EnginePacket packet) {
        if (packet instanceof EnginePacket.Binary binary) {
            return "bytes " + HexFormat.of().formatHex(binary.bytes());
        }
        EnginePacket.Text text = (EnginePacket.Text) packet;
        return text.type() + " " + new String(text.utf8(), UTF_8);
    }

    static EnginePacket message(String text) {
        return new EnginePacket.Text(EnginePacket.Type.MESSAGE, text.getBytes(UTF_8));
    }

    static EnginePacket bytes(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return new EnginePacket.Binary(array);
    }
}

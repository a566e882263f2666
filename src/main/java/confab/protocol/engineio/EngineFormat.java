package confab.protocol.engineio;

import confab.protocol.WebSocketFrames;
import java.util.Arrays;
import java.util.List;

/** How packets stand on the wire to a session: each whole, so that runs of them may be joined and cut between. */
public enum EngineFormat {
    /** A frame for each, bytes in binary ones. */
    WEBSOCKET {
        @Override
        public int length(EnginePacket packet) {
            return packet instanceof EnginePacket.Binary binary
                    ? WebSocketFrames.length(binary.bytes().length)
                    : WEBSOCKET_BASE64.length(packet);
        }

        @Override
        public int write(EnginePacket packet, byte[] to, int at) {
            if (packet instanceof EnginePacket.Binary binary) {
                byte[] bytes = binary.bytes();
                int payload = WebSocketFrames.binaryHeader(to, at, bytes.length);
                System.arraycopy(bytes, 0, to, payload, bytes.length);
                return payload + bytes.length;
            }
            return WEBSOCKET_BASE64.write(packet, to, at);
        }
    },

    /** A text frame for each, for clients that asked for it with {@code b64=1}. */
    WEBSOCKET_BASE64 {
        @Override
        public int length(EnginePacket packet) {
            return WebSocketFrames.length(EngineText.length(packet));
        }

        @Override
        public int write(EnginePacket packet, byte[] to, int at) {
            return EngineText.write(packet, to, WebSocketFrames.textHeader(to, at, EngineText.length(packet)));
        }
    },

    /** Text with a separator behind each; a payload is a run of them without the last separator. */
    POLLING {
        @Override
        public int length(EnginePacket packet) {
            return Math.addExact(EngineText.length(packet), 1);
        }

        @Override
        public int write(EnginePacket packet, byte[] to, int at) {
            int end = EngineText.write(packet, to, at);
            to[end] = PayloadReader.SEPARATOR;
            return end + 1;
        }
    };

    /** Length of the packet with all that surrounds it, in bytes. */
    public abstract int length(EnginePacket packet);

    /** Writes the packet with all that surrounds it, and says where it ends. */
    public abstract int write(EnginePacket packet, byte[] to, int at);

    /** The packets, one after the other. */
    public byte[] encode(List<EnginePacket> packets) {
        int length = 0;
        for (EnginePacket packet : packets) {
            length = Math.addExact(length, length(packet));
        }
        byte[] wire = new byte[length];
        int at = 0;
        for (EnginePacket packet : packets) {
            at = write(packet, wire, at);
        }
        return wire;
    }

    /** The answer to a poll: at least one packet. */
    public static byte[] payload(List<EnginePacket> packets) {
        byte[] run = POLLING.encode(packets);
        return Arrays.copyOf(run, run.length - 1);
    }
}

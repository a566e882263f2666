package confab.engineio;

import confab.protocol.engineio.EngineFormat;
import confab.protocol.engineio.EnginePacket;
import java.util.List;

/** What sessions say themselves, as it is written: whole frames, shared by all. */
final class Packets {
    static final byte[] CLOSE = wire(EnginePacket.Type.CLOSE);
    static final byte[] PING = wire(EnginePacket.Type.PING);
    static final byte[] NOOP = wire(EnginePacket.Type.NOOP);

    private Packets() {}

    static byte[] wire(EnginePacket packet) {
        return EngineFormat.WEBSOCKET.encode(List.of(packet));
    }

    private static byte[] wire(EnginePacket.Type type) {
        return wire(new EnginePacket.Text(type));
    }
}

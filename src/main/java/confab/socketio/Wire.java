package confab.socketio;

import confab.model.Body;
import confab.model.SessionId;
import confab.protocol.JsonString;
import confab.protocol.engineio.EngineFormat;
import confab.protocol.engineio.EnginePacket;
import confab.protocol.socketio.NamespaceName;
import confab.protocol.socketio.SocketEncoder;
import confab.protocol.socketio.SocketPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Packets as whole frames, as {@link confab.engineio.EngineConnection} takes them. */
final class Wire {
    private static final byte[] SID_BEGIN = "{\"sid\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SID_END = "}".getBytes(StandardCharsets.US_ASCII);

    private Wire() {}

    /** @throws IllegalArgumentException if it is an event with a reserved name */
    static byte[] of(SocketPacket packet) {
        return EngineFormat.WEBSOCKET.encode(SocketEncoder.encode(packet));
    }

    /** @throws IllegalArgumentException if it is an event with a reserved name, or larger than that */
    static byte[] of(SocketPacket packet, int maxBytes) {
        byte[] wire = of(packet);
        if (wire.length > maxBytes) {
            throw new IllegalArgumentException("a packet of " + wire.length + " bytes, more than " + maxBytes);
        }
        return wire;
    }

    /** Tells a client that it is in the namespace, and its id there. */
    static byte[] connected(NamespaceName namespace, SessionId id) {
        byte[] sid = JsonString.quote(id.value().getBytes(StandardCharsets.UTF_8));
        byte[] json = ByteBuffer.allocate(SID_BEGIN.length + sid.length + SID_END.length)
                .put(SID_BEGIN)
                .put(sid)
                .put(SID_END)
                .array();
        return of(new SocketPacket.Connect(namespace, Body.ofJson(json)));
    }

    /** What a packet says, in bytes. */
    static int length(EnginePacket packet) {
        return packet instanceof EnginePacket.Text text
                ? text.utf8().length
                : ((EnginePacket.Binary) packet).bytes().length;
    }
}

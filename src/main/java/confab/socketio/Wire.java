package confab.socketio;

import confab.model.Body;
import confab.model.SessionId;
import confab.protocol.JsonString;
import confab.protocol.engineio.EngineFormat;
import confab.protocol.engineio.EnginePacket;
import confab.protocol.socketio.NamespaceName;
import confab.protocol.socketio.SocketEncoder;
import confab.protocol.socketio.SocketPacket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Packets as whole frames, as {@link confab.engineio.EngineConnection} takes them. */
final class Wire {
    private static final byte[] SID_BEGIN = "{\"sid\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PID_BEGIN = ",\"pid\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "}".getBytes(StandardCharsets.US_ASCII);

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

    /**
     * Tells a client that it is in the namespace, and its id there.
     *
     * @param back what it may come back with, if it may
     */
    static byte[] connected(NamespaceName namespace, SessionId id, @Nullable Return back) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.writeBytes(SID_BEGIN);
        json.writeBytes(JsonString.quote(id.value().getBytes(StandardCharsets.UTF_8)));
        if (back != null) {
            json.writeBytes(PID_BEGIN);
            json.writeBytes(JsonString.quote(back.pid().value().getBytes(StandardCharsets.UTF_8)));
        }
        json.writeBytes(END);
        return of(new SocketPacket.Connect(namespace, Body.ofJson(json.toByteArray())));
    }

    /** What a packet says, in bytes. */
    static int length(EnginePacket packet) {
        return packet instanceof EnginePacket.Text text
                ? text.utf8().length
                : ((EnginePacket.Binary) packet).bytes().length;
    }
}

package confab.protocol.socketio;

import confab.model.Body;
import confab.protocol.engineio.EnginePacket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes packets as Engine.IO's messages: text, and behind it the attachments. They are the same for all who get the
 * packet, and any {@link confab.protocol.engineio.EngineFormat} may write them.
 */
public final class SocketEncoder {
    /** More than what stands around the arguments of most packets. */
    private static final int USUAL_BYTES = 64;

    private SocketEncoder() {}

    /** @throws IllegalArgumentException if an event has one of the {@link ReservedEvents}' names */
    public static List<EnginePacket> encode(SocketPacket packet) {
        if (packet instanceof SocketPacket.Event event) {
            return encode(event);
        } else if (packet instanceof SocketPacket.Ack ack) {
            return encode(ack);
        } else if (packet instanceof SocketPacket.Connect connect) {
            return encode(PacketType.CONNECT, connect.namespace(), connect.payload());
        } else if (packet instanceof SocketPacket.Disconnect disconnect) {
            return encode(PacketType.DISCONNECT, disconnect.namespace(), null);
        } else if (packet instanceof SocketPacket.ConnectError error) {
            return encode(PacketType.CONNECT_ERROR, error.namespace(), error.payload());
        }
        throw new IllegalArgumentException("no text for " + packet.getClass().getName());
    }

    private static List<EnginePacket> encode(SocketPacket.Event event) {
        if (ReservedEvents.contains(event.name())) {
            throw new IllegalArgumentException("an event's name is none of the reserved ones");
        }
        Arguments arguments = event.arguments();
        PacketType type = arguments.attachments().isEmpty() ? PacketType.EVENT : PacketType.BINARY_EVENT;
        JsonBytes text = opening(type, event.namespace(), event.ackId(), arguments)
                .text("[")
                .bytes(EcmaString.quote(event.name()));
        if (arguments.size() > 0) {
            text.text(",").bytes(arguments.json());
        }
        return messages(text.text("]"), arguments);
    }

    private static List<EnginePacket> encode(SocketPacket.Ack ack) {
        Arguments arguments = ack.arguments();
        PacketType type = arguments.attachments().isEmpty() ? PacketType.ACK : PacketType.BINARY_ACK;
        JsonBytes text = opening(type, ack.namespace(), ack.id(), arguments)
                .text("[")
                .bytes(arguments.json())
                .text("]");
        return messages(text, arguments);
    }

    private static List<EnginePacket> encode(PacketType type, NamespaceName namespace, @Nullable Body payload) {
        JsonBytes text = opening(type, namespace, null, Arguments.NONE);
        if (payload != null) {
            text.bytes(payload.json());
        }
        return messages(text, Arguments.NONE);
    }

    private static JsonBytes opening(
            PacketType type, NamespaceName namespace, @Nullable Long ackId, Arguments arguments) {
        StringBuilder opening = new StringBuilder().append(type.digit());
        if (type.isBinary()) {
            opening.append(arguments.attachments().size()).append('-');
        }
        if (!namespace.equals(NamespaceName.ROOT)) {
            opening.append(namespace.value()).append(',');
        }
        if (ackId != null) {
            opening.append(ackId.longValue());
        }
        return new JsonBytes(arguments.json().length + USUAL_BYTES).text(opening.toString());
    }

    private static List<EnginePacket> messages(JsonBytes text, Arguments arguments) {
        EnginePacket first = new EnginePacket.Text(EnginePacket.Type.MESSAGE, text.toByteArray());
        if (arguments.attachments().isEmpty()) {
            return List.of(first);
        }
        List<EnginePacket> messages = new ArrayList<>(List.of(first));
        for (byte[] attachment : arguments.attachments()) {
            messages.add(new EnginePacket.Binary(attachment));
        }
        return messages;
    }
}

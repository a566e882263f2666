package confab.protocol.socketio;

import confab.model.Body;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a connection's packets from the messages that Engine.IO brings. One per connection, used by one thread at a
 * time; holds at most one packet that waits for its attachments, within {@link SocketLimits}. After a fault the
 * connection is to be closed.
 */
public final class SocketDecoder {
    private final SocketLimits limits;
    private @Nullable PendingPacket pending;

    public SocketDecoder(SocketLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a text message.
     *
     * @return the packet; nothing if its attachments are still to come
     * @throws MalformedSocketPacket if the text is no packet, is over a bound, or comes instead of an attachment
     */
    public @Nullable SocketPacket text(byte[] utf8) throws MalformedSocketPacket {
        if (pending != null) {
            pending = null;
            throw new MalformedSocketPacket("text where an attachment belongs");
        }
        if (utf8.length > limits.maxPacketBytes()) {
            throw MalformedSocketPacket.tooLarge();
        }
        String text = new String(utf8, StandardCharsets.UTF_8);
        Header header = Header.read(text, limits.maxAttachments());
        String payload = text.substring(header.end());
        return switch (header.type()) {
            case CONNECT -> new SocketPacket.Connect(header.namespace(), connectPayload(payload));
            case DISCONNECT -> disconnect(header, payload);
            case CONNECT_ERROR ->
                new SocketPacket.ConnectError(header.namespace(), PayloadReader.object(payload, true));
            case EVENT, ACK -> outline(header, payload).packet(header, List.of());
            case BINARY_EVENT, BINARY_ACK -> {
                pending = new PendingPacket(header, outline(header, payload), limits.maxPacketBytes() - utf8.length);
                yield null;
            }
        };
    }

    /**
     * Reads a binary message, an attachment of the packet that came last.
     *
     * @param bytes handed over
     * @return the packet if it is complete, else nothing
     * @throws MalformedSocketPacket if no packet waits for it, or all are too long together
     */
    public @Nullable SocketPacket binary(byte[] bytes) throws MalformedSocketPacket {
        PendingPacket packet = pending;
        if (packet == null) {
            throw new MalformedSocketPacket("an attachment without a packet");
        }
        pending = null;
        packet.add(bytes);
        if (packet.isComplete()) {
            return packet.packet();
        }
        pending = packet;
        return null;
    }

    private static ArgumentsOutline outline(Header header, String payload) throws MalformedSocketPacket {
        return PayloadReader.array(payload, !header.type().isAck(), header.attachments());
    }

    private static @Nullable Body connectPayload(String payload) throws MalformedSocketPacket {
        return payload.isEmpty() ? null : PayloadReader.object(payload, false);
    }

    private static SocketPacket disconnect(Header header, String payload) throws MalformedSocketPacket {
        if (!payload.isEmpty()) {
            throw new MalformedSocketPacket("a payload where none belongs");
        }
        return new SocketPacket.Disconnect(header.namespace());
    }
}

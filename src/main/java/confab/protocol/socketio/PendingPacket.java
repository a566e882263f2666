package confab.protocol.socketio;

import java.util.ArrayList;
import java.util.List;

/** A binary packet whose attachments have not all come. Lives until they have, or until what comes is none. */
final class PendingPacket {
    private final Header header;
    private final ArgumentsOutline outline;
    private final List<byte[]> attachments = new ArrayList<>();
    private int freeBytes;

    /** @param freeBytes how long all attachments may be together */
    PendingPacket(Header header, ArgumentsOutline outline, int freeBytes) {
        this.header = header;
        this.outline = outline;
        this.freeBytes = freeBytes;
    }

    /** @throws MalformedSocketPacket if the attachments are too long */
    void add(byte[] attachment) throws MalformedSocketPacket {
        freeBytes -= attachment.length;
        if (freeBytes < 0) {
            throw MalformedSocketPacket.tooLarge();
        }
        attachments.add(attachment);
    }

    boolean isComplete() {
        return attachments.size() == header.attachments();
    }

    SocketPacket packet() {
        return outline.packet(header, attachments);
    }
}

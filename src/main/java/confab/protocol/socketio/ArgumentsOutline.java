package confab.protocol.socketio;

import confab.protocol.socketio.Placeholders.Placeholder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event's or an acknowledgement's payload, read and found valid, whose attachments may not have come yet.
 *
 * @param text the payload
 * @param name the event's, if it is one
 * @param bounds where each of the other values begins, and behind it where it ends
 * @param placeholders in the order of the text
 */
record ArgumentsOutline(String text, @Nullable String name, int[] bounds, List<Placeholder> placeholders) {
    /** @param attachments as many as there are placeholders, in the order in which they came */
    SocketPacket packet(Header header, List<byte[]> attachments) {
        Arguments arguments = arguments(attachments);
        if (name != null) {
            return new SocketPacket.Event(header.namespace(), header.ackId(), name, arguments);
        }
        return new SocketPacket.Ack(header.namespace(), Objects.requireNonNull(header.ackId()), arguments);
    }

    private Arguments arguments(List<byte[]> attachments) {
        if (bounds.length == 0) {
            return Arguments.NONE;
        }
        ArgumentsWriter writer = new ArgumentsWriter();
        int next = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            int at = bounds[i];
            int end = bounds[i + 1];
            writer.begin();
            for (; next < placeholders.size() && placeholders.get(next).start() < end; next++) {
                Placeholder placeholder = placeholders.get(next);
                writer.compact(text, at, placeholder.start());
                writer.attach(attachments.get(placeholder.num()));
                at = placeholder.end();
            }
            writer.compact(text, at, end);
            writer.end();
        }
        return writer.finish();
    }
}

package confab.relay;

import confab.model.RoomName;
import java.util.Comparator;

/**
 * How large a room is.
 *
 * @param connections that are in it by way of this node
 * @param members users, by way of whatever nodes, as this one knows it
 */
public record RoomSize(RoomName room, int connections, int members) {
    /** The largest come last. */
    static final Comparator<RoomSize> BY_SIZE = Comparator.comparingInt(RoomSize::members)
            .thenComparingInt(RoomSize::connections)
            .thenComparing(size -> size.room().value(), Comparator.reverseOrder());
}

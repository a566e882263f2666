package confab.ops;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can ask of a node by JMX. What cannot be done is an {@link IllegalArgumentException} or an
 * {@link IllegalStateException}, which every JMX client knows; its message says why. A text that is null counts as empty.
 */
public interface NodeMXBean {
    /** Where the other nodes reach it. */
    String getAddress();

    /** Whether it takes new clients. */
    boolean isReady();

    /** On the chat port, those included that speak HTTP. */
    int getConnections();

    /** Sends all clients to the other nodes, hands the rooms over and ends the process; returns at once. */
    void drain();

    /**
     * Sends some clients to the other nodes, whichever, one after the other; the node stays.
     *
     * @return how many are sent, fewer if there are no more
     */
    int shedConnections(int count);

    /**
     * Puts all its members out of a room, on all nodes. They may join it again.
     *
     * @return how many nodes were told
     */
    int closeRoom(@Nullable String room);

    /** The rooms that have members by way of this node, the largest first. */
    List<LargeRoom> largestRooms(int count);

    /** How much a logger says: its own level, or the one that it takes from those above. */
    String logLevel(@Nullable String logger);

    /**
     * Sets how much a logger says, and those below that have no level of their own, until the node ends.
     *
     * @param logger its name, or {@code ROOT}
     * @param level empty to take it from above again
     */
    void setLogLevel(@Nullable String logger, @Nullable String level);
}

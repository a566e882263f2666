package confab.socketio;

import confab.protocol.socketio.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * Who gets an event: everybody in a namespace, on all nodes, unless it is narrowed down. Immutable, from any thread.
 *
 * <p>At most once, as with Socket.IO's own adapters: whoever is connected gets the event, and one that is lost between nodes
 * is not sent again. Whoever must not miss anything posts to a room of the chat. On one node, the events of one thread
 * come in order.
 *
 * <p>Each connection is also alone in a room that is named like its id.
 */
public interface Broadcast {
    /** The same, but only to those in at least one of the rooms, those named before included; each gets the event once.
     *
     * @throws IllegalArgumentException if the rooms' names are longer than 32 KiB together, here and in {@link #except}
     */
    Broadcast to(String... rooms);

    /** The same, but not to those in any of the rooms. */
    Broadcast except(String... rooms);

    /**
     * Emits the event.
     *
     * @param values what {@link SocketConnection#emit(String, Object...)} takes
     * @throws IllegalArgumentException if the name is reserved, a value has no JSON, or all is larger than a packet may be
     */
    void emit(String event, @Nullable Object... values);

    /** As {@link #emit(String, Object...)}, of values that need not be written again. */
    void emit(String event, Arguments arguments);
}

package confab.socketio;

import confab.protocol.socketio.Arguments;
import org.jspecify.annotations.Nullable;

/** The answer to an event of a client: sent once at the most, and only if the client wants it. From any thread. */
public interface Ack {
    boolean isWanted();

    /** What the client knows the answer by, for those who write packets of their own; null if none is wanted. */
    @Nullable
    Long id();

    /**
     * Sends the answer; does nothing if one was sent, none is wanted or the client is gone.
     *
     * @param values what {@link SocketConnection#emit(String, Object...)} takes
     * @throws IllegalArgumentException if there is no JSON for a value
     */
    void send(@Nullable Object... values);

    /** As {@link #send(Object...)}, of values that need not be written again. */
    void send(Arguments arguments);
}

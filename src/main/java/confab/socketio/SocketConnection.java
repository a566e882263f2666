package confab.socketio;

import confab.protocol.socketio.Arguments;
import confab.relay.Outlet;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client in a namespace, from its admission until it is disconnected. From any thread.
 *
 * <p>All listeners of a connection run one after the other, in the order of what they hear of, on the executor of its
 * namespace. While more waits for them than the server's settings allow, the client is not read; a client that sends faster
 * than its listeners work is slowed down, and so are its other namespaces.
 *
 * <p>What is emitted goes out in the order of the calls, while the connection lasts; afterwards it is dropped. What the
 * client does not read is held up to the bound of its session, which then is closed.
 */
public interface SocketConnection {
    /** Random; known to whoever is told. Another one each time that a client enters. */
    String id();

    Namespace namespace();

    SocketHandshake handshake();

    /** Whose it is: the same object for all the connections of one client, equal to no other's. */
    Object client();

    /** What middleware gave with its verdict, the last of them; nothing if none did. */
    @Nullable
    Object attachment();

    boolean isConnected();

    /** Adds what hears of events of that name. */
    SocketConnection on(String event, EventListener listener);

    /** Adds what hears of every event, before those that hear of some. */
    SocketConnection onAny(AnyEventListener listener);

    /** Adds what hears, after the last event, why the client is gone; at once if it is already. */
    SocketConnection onDisconnect(Consumer<DisconnectReason> listener);

    /**
     * Emits an event to this client.
     *
     * @param values any number of values that JSON has a word for: null, strings, numbers, booleans, {@code byte[]}, trees,
     *     {@link confab.model.Body bodies}, and what Jackson makes a tree of, as maps, lists and records of such
     * @throws IllegalArgumentException if the name is reserved or there is no JSON for a value
     */
    void emit(String event, @Nullable Object... values);

    /** As {@link #emit(String, Object...)}, of values that need not be written again. */
    void emit(String event, Arguments arguments);

    /** As {@link #emit(String, Object...)}, but dropped unless the client takes more at that moment. */
    void emitVolatile(String event, @Nullable Object... values);

    /**
     * Emits an event and asks the client to acknowledge it.
     *
     * @return what the client answers, or {@link AckFailed}; completed where the listeners run, in their order
     */
    CompletionStage<Arguments> emitWithAck(Duration timeout, String event, @Nullable Object... values);

    /** Enters rooms of the namespace, from which only leaving or being disconnected gets it out. */
    void join(String... rooms);

    void leave(String room);

    /** The rooms at this moment, the connection's own among them. */
    Set<String> rooms();

    /** Everybody in at least one of the rooms, on all nodes, except this connection. */
    Broadcast to(String... rooms);

    /** Everybody in the namespace, on all nodes, except this connection. */
    Broadcast broadcast();

    /**
     * Puts the client out of the namespace. Events of it that have come and not been heard are dropped.
     *
     * @param closeConnection whether out of all its namespaces, and its session closed
     */
    void disconnect(boolean closeConnection);

    /**
     * Reads the client no further, in none of its namespaces, until {@link #resume}: what has come or is under way is still
     * heard of. Ends with the connection.
     */
    void pause();

    /** Reads the client on. */
    void resume();

    /**
     * The way out for those who write frames of their own: they bear packets of this namespace. Closing it as normal
     * disconnects the client from this namespace, for good; every other reason ends the client's session, after which it
     * comes back by itself.
     */
    Outlet outlet();
}

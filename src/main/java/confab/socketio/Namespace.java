package confab.socketio;

import java.util.function.Consumer;

/**
 * A part of a server with middleware, events and rooms of its own; one connection of a client may carry several. Lives as
 * long as its {@link SocketServer}. From any thread.
 */
public interface Namespace extends Broadcast {
    /** With its slash, as in {@code /chat}. */
    String name();

    /** Adds what decides who may enter; one after the other in the order in which they were added. */
    Namespace use(Middleware middleware);

    /**
     * Adds what is told of each client that has entered, before anything that the client emits. Not told of those who
     * entered before.
     */
    Namespace onConnection(Consumer<SocketConnection> listener);
}

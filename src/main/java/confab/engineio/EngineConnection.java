package confab.engineio;

import confab.relay.Lane;

/**
 * A session as what it carries sees it: the same, whatever its transport is at the moment. Where nothing else is said,
 * touched on its lane only.
 *
 * <p>What goes out is always written as whole WebSocket frames ({@link confab.protocol.engineio.EngineFormat#WEBSOCKET}), so
 * that one array serves all clients; for a client that polls they are rewritten when its poll is answered.
 */
public interface EngineConnection {
    /** The session's id, known to its client alone. From any thread. */
    String sid();

    /** From any thread. */
    Lane lane();

    /** The request that opened the session. From any thread. */
    EngineHandshake handshake();

    /** Whether it takes more now. A client that polls takes something only while a poll of its waits for an answer. */
    boolean isWritable();

    /** Queues a slice of shared bytes, which are whole frames. */
    void write(Lane.Shared bytes, int from, int to);

    /**
     * Queues whole frames for this session alone, writable or not. Bounded: a session whose client leaves too much unread is
     * closed.
     */
    void write(byte[] wire);

    /** Hands what is queued to the client, or keeps it for its next poll. */
    void flush();

    /** Whether more messages are wanted; at first they are. What came in one piece may still come after they are no longer. */
    void read(boolean isWanted);

    /** Ends the session when what is queued has gone out. */
    void close();

    /**
     * The same for a client that is to come back at once: a WebSocket is let go without its closing handshake. Socket.IO's
     * client for Java does not notice that one (engine.io-client 2.1), and comes back only when pings have not come for long;
     * a connection that is lost all of them notice.
     */
    void drop();
}

package confab.engineio;

import confab.relay.Lane;

/** How a session reaches its client at the moment. On the session's lane only. */
interface Transport {
    /**
     * What may wait for a client that does not take it, besides what its rooms write while {@link #isWritable}: answers and
     * acknowledgements, mostly. Past it the session is closed.
     */
    long MAX_UNREAD_BYTES = 4L << 20;

    boolean isWritable();

    /** Whether the client takes at once what is flushed. */
    boolean isWaiting();

    /** Whether what the client says is read; if not, its pong may be on its way unseen. */
    boolean isHeard();

    void write(Lane.Shared bytes, int from, int to);

    void write(byte[] wire);

    void flush();

    /** Whether the client is to be heard. */
    void read(boolean isWanted);

    /** Ends the session when what is queued has gone out. */
    void close(EngineEnd why);

    /** The session has ended. */
    void end(EngineEnd why);
}

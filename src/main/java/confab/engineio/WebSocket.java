package confab.engineio;

import confab.protocol.CloseCode;
import confab.protocol.Frame;
import confab.relay.Lane;

/** An open WebSocket as the edge hands it over. Where nothing else is said, touched on its lane only. */
public interface WebSocket {
    /** From any thread. */
    Lane lane();

    /** Whether the queue to the socket is below its bound. */
    boolean isWritable();

    /** Bytes written that the client has not taken. */
    long pendingBytes();

    /** Queues a slice of shared bytes, which are whole frames. */
    void write(Lane.Shared bytes, int from, int to);

    /** Queues whole frames for this socket alone. */
    void write(byte[] wire);

    /** Hands what is queued to the socket, soon: together with what other tasks of the lane queue meanwhile. */
    void flush();

    /**
     * Whether more frames are wanted; at first they are not. What one read of the socket brings may come although none is
     * wanted.
     */
    void read(boolean isWanted);

    /** Closes with the code when what is queued has gone out; no frame comes any more. */
    void close(CloseCode code, String reason);

    /** The same without a closing handshake: the connection is lost to the client, when what is queued has gone out. */
    void drop();

    /** What the socket tells, on its lane. */
    interface Listener {
        /** A whole message. */
        void onFrame(Frame frame);

        /** The queue fell below its lower bound. */
        void onWritable();

        /** No frame comes any more, and nothing written arrives; told once. */
        void onClosed();
    }
}

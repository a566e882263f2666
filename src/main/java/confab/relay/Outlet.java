package confab.relay;

import confab.model.SessionId;
import confab.protocol.CloseCode;
import org.jspecify.annotations.Nullable;

/** A connection's way out. Where nothing else is said, touched on its lane only. */
public interface Outlet {
    /** From any thread. */
    Lane lane();

    /** From any thread. */
    SessionId session();

    /** Whether the queue to the socket is below its bound; who finds it full stops and waits for {@link Listener}. */
    boolean isWritable();

    /** Queues a slice of shared bytes; {@code from} and {@code to} count from the start of {@code bytes}. */
    void write(Lane.Shared bytes, int from, int to);

    /** Queues bytes of this connection alone. */
    void write(byte[] wire);

    /** Hands what is queued to the socket, soon: together with what other tasks of the lane queue meanwhile. */
    void flush();

    /** Asks to be told when the queue has drained or the connection has ended. */
    void listen(Listener listener);

    /** From any thread: queues bytes of this connection alone and flushes soon, in the order of the calls. */
    void send(byte[] wire);

    /** From any thread: says why and closes; what was queued before goes out first if the client reads. */
    void close(CloseCode code, String reason);

    /** Who is to hear how far the connection comes; nobody unless it is said otherwise. From any thread, always the same. */
    default @Nullable Progress progress() {
        return null;
    }

    /** What a connection tells those who write to it, on its lane. */
    interface Listener {
        /** The queue fell below its lower bound. */
        void onWritable();

        /** Nothing written from now on arrives. */
        void onClosed();
    }
}

package confab.socketio;

import org.jspecify.annotations.Nullable;

/** Decides whether a client may enter a namespace. Runs where the namespace's listeners run. */
@FunctionalInterface
public interface Middleware {
    /**
     * A client asks to enter.
     *
     * @param verdict to be told, sooner or later and from any thread; a client waits no longer than the server's connect
     *     timeout, if it is in no other namespace. What is thrown instead refuses the client without saying why.
     */
    void onConnect(SocketHandshake handshake, Verdict verdict);

    /** Where the decision goes; the first one counts. */
    interface Verdict {
        /** Lets the client on to the next middleware, or in. */
        void admit();

        /** As {@link #admit()}; the connection will bear the attachment, as who the client proved to be. */
        void admit(Object attachment);

        /** As {@link #admit(Object)}, of a client that may come back, or has; see {@link Return} for what that takes. */
        void admit(Object attachment, Return back);

        /** Keeps the client out; it is told the message. */
        void refuse(String message);

        /**
         * Keeps the client out; it is told the message and, under {@code data}, more about it.
         *
         * @param details what {@link SocketConnection#emit(String, Object...)} takes as a value, without bytes
         * @throws IllegalArgumentException if there is no JSON for the details
         */
        void refuse(String message, @Nullable Object details);
    }
}

package confab.socketio;

import confab.model.SessionId;
import confab.protocol.CloseCode;
import confab.relay.Lane;
import confab.relay.Outlet;
import org.jspecify.annotations.Nullable;

/** A connection as the relays write to it: its namespace's packets go out by the session that all its namespaces share. */
final class ConnectionOutlet implements Outlet {
    private final ClientConnection connection;
    private final SocketClient client;

    // Below: on the lane only.
    private @Nullable Listener listener;

    ConnectionOutlet(ClientConnection connection, SocketClient client) {
        this.connection = connection;
        this.client = client;
    }

    @Override
    public Lane lane() {
        return client.lane();
    }

    @Override
    public SessionId session() {
        return connection.session();
    }

    @Override
    public boolean isWritable() {
        return connection.isIn() && client.isWritable();
    }

    @Override
    public void write(Lane.Shared bytes, int from, int to) {
        if (connection.isIn()) {
            client.engine().write(bytes, from, to);
        }
    }

    @Override
    public void write(byte[] wire) {
        if (connection.isIn()) {
            client.engine().write(wire);
        }
    }

    @Override
    public void flush() {
        if (connection.isIn()) {
            client.engine().flush();
        }
    }

    @Override
    public void listen(Listener listener) {
        this.listener = listener;
        if (!connection.isIn()) {
            listener.onClosed();
        }
    }

    @Override
    public void send(byte[] wire) {
        connection.send(wire);
    }

    @Override
    public void close(CloseCode code, String reason) {
        switch (code) {
            case NORMAL -> connection.disconnect(false);
            case GOING_AWAY -> client.endLater(DisconnectReason.SERVER_SHUTTING_DOWN);
            case TOO_SLOW -> client.endLater(DisconnectReason.TRANSPORT_ERROR);
            // A client that is only disconnected does not come back by itself.
            default -> client.endLater(DisconnectReason.FORCED_SERVER_CLOSE);
        }
    }

    void onWritable() {
        if (listener != null && connection.isIn()) {
            listener.onWritable();
        }
    }

    void onClosed() {
        if (listener != null) {
            listener.onClosed();
        }
    }
}

package confab.session;

import confab.model.Body;
import confab.model.InvalidValue;
import confab.protocol.Request;
import confab.protocol.socketio.chat.SocketDialect;
import confab.relay.Outlet;
import confab.socketio.Middleware;
import confab.socketio.SocketConnection;
import confab.socketio.SocketHandshake;
import confab.socketio.SocketServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chat in namespaces of Socket.IO: who enters one gets a session like everybody else. */
public final class SocketChat {
    private final Consumer<Connection> sessions;
    private final @Nullable Recovery recovery;

    /** What a connection says first, as its handshake was read. */
    private record Opening(List<Request> requests) {}

    /**
     * @param sessions gets every connection that enters
     * @param recovery lets clients come back to where they were; nothing if they may not
     */
    public SocketChat(Consumer<Connection> sessions, @Nullable Recovery recovery) {
        this.sessions = sessions;
        this.recovery = recovery;
    }

    /** Declares the dialect's namespace. Nothing here blocks, so it is done where the packets come. */
    public void declare(SocketServer server, SocketDialect dialect) {
        server.declare(dialect.namespace().value(), Runnable::run)
                .use((handshake, verdict) -> admit(dialect, handshake, verdict))
                .onConnection(client -> open(dialect, client));
    }

    private void admit(SocketDialect dialect, SocketHandshake handshake, Middleware.Verdict verdict) {
        try {
            if (recovery == null) {
                Body auth = Body.ofJson(handshake.auth().toString().getBytes(StandardCharsets.UTF_8));
                verdict.admit(new Opening(dialect.opening(auth)));
            } else {
                Recovery.Arrival arrival = recovery.admit(dialect, handshake.auth());
                verdict.admit(arrival, arrival.pid());
            }
        } catch (InvalidValue invalid) {
            verdict.refuse(String.valueOf(invalid.getMessage()));
        }
    }

    private void open(SocketDialect dialect, SocketConnection client) {
        if (client.attachment() instanceof Opening opening) {
            sessions.accept(new SocketChatConnection(client, dialect, opening.requests(), client.outlet()));
        } else if (client.attachment() instanceof Recovery.Arrival arrival) {
            Outlet outlet = new OffsetOutlet(client.outlet(), dialect.namespace(), arrival.text());
            sessions.accept(new SocketChatConnection(client, dialect, arrival.requests(), outlet));
        }
    }
}

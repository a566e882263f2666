package confab.session;

import confab.protocol.Dialect;
import confab.protocol.Request;
import confab.relay.Outlet;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** An open connection as the edge hands it to a session. */
public interface Connection extends Outlet {
    /**
     * What the client says, and before that what its connection says for it; for one subscriber. Read from the socket no
     * faster than it is taken: a little is held, then the socket is read no further (and the heartbeat clock stands still).
     * Completes when the connection has ended and all that came before was taken.
     */
    Publisher<Request> requests();

    /** How this connection is spoken to. */
    Dialect dialect();

    InetSocketAddress remote();

    /** Whose it is: the same object for all connections of one client, which comes and goes with all of them. */
    Object client();

    /** From any thread: how it ended; null while nothing says that it has. */
    @Nullable
    ConnectionEnd end();
}

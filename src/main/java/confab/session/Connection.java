package confab.session;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import confab.protocol.Dialect;
import confab.protocol.Frame;
import confab.relay.Outlet;
import java.net.InetSocketAddress;

/** An open connection as the edge hands it to a session. */
public interface Connection extends Outlet {
    /**
     * The client's frames; to be run once. Read from the socket no faster than they are taken: a few are held, then the
     * socket is read no further (and the heartbeat clock stands still). Completes when the connection has ended and all
     * that came before was taken.
     */
    Source<Frame, NotUsed> frames();

    /** How this connection speaks. */
    Dialect dialect();

    InetSocketAddress remote();
}

package confab.protocol.socketio.chat;

import confab.model.Body;
import confab.model.InvalidValue;
import confab.protocol.Dialect;
import confab.protocol.Request;
import confab.protocol.socketio.NamespaceName;
import confab.protocol.socketio.SocketPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dialect of clients in a namespace, where requests are events and answers are acknowledgements of them. */
public interface SocketDialect extends Dialect {
    NamespaceName namespace();

    /**
     * What entering the namespace says for the client, before any event; {@link Request.Hello} first.
     *
     * @param auth what the client proves itself with, a JSON object; nothing for a guest
     * @throws InvalidValue if the client cannot enter with that; the message is a sentence for it
     */
    List<Request> opening(@Nullable Body auth);

    /**
     * What coming back says for the client after its name: its rooms are joined where it was. A room that cannot be joined
     * closes the connection, so that the client comes back and tries again.
     *
     * @return nothing if no client of this namespace can be there
     */
    @Nullable
    List<Request> resuming(ClientOffset offset);

    /** Never throws for what a client can send: the answer then is {@link Request.Malformed}. */
    Request decode(SocketPacket.Event event);
}

package confab.session;

import confab.model.SessionId;
import confab.protocol.CloseCode;
import confab.protocol.Dialect;
import confab.protocol.Request;
import confab.protocol.socketio.Arguments;
import confab.protocol.socketio.SocketPacket;
import confab.protocol.socketio.chat.SocketDialect;
import confab.relay.Lane;
import confab.relay.Outlet;
import confab.relay.Progress;
import confab.socketio.Ack;
import confab.socketio.SocketConnection;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** A client in a namespace of chat, as a session sees it: its events are requests. Not read while none is asked for. */
final class SocketChatConnection implements Connection {
    private final SocketConnection client;
    private final SocketDialect dialect;
    private final Outlet outlet;
    private final InboundPublisher<Request> inbound;

    private volatile @Nullable ConnectionEnd end;

    /**
     * On the client's lane.
     *
     * @param opening what the connection says for the client, before any event
     * @param outlet the client's, or one before it
     */
    SocketChatConnection(SocketConnection client, SocketDialect dialect, List<Request> opening, Outlet outlet) {
        this.client = client;
        this.dialect = dialect;
        this.outlet = outlet;
        this.inbound = new InboundPublisher<>(
                outlet.lane(), client::resume, () -> close(CloseCode.INTERNAL_ERROR, "the session ended"));
        opening.forEach(inbound::publish);
        client.onAny(this::onEvent);
        client.onDisconnect(reason -> {
            ends(ConnectionEnd.of(reason));
            inbound.end();
        });
    }

    @Override
    public Publisher<Request> requests() {
        return inbound;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public InetSocketAddress remote() {
        return client.handshake().remote();
    }

    @Override
    public Object client() {
        return client.client();
    }

    @Override
    public Lane lane() {
        return outlet.lane();
    }

    @Override
    public SessionId session() {
        return outlet.session();
    }

    @Override
    public @Nullable Progress progress() {
        return outlet.progress();
    }

    @Override
    public boolean isWritable() {
        return outlet.isWritable();
    }

    @Override
    public void write(Lane.Shared bytes, int from, int to) {
        outlet.write(bytes, from, to);
    }

    @Override
    public void write(byte[] wire) {
        outlet.write(wire);
    }

    @Override
    public void flush() {
        outlet.flush();
    }

    @Override
    public void listen(Listener listener) {
        outlet.listen(listener);
    }

    @Override
    public void send(byte[] wire) {
        outlet.send(wire);
    }

    @Override
    public void close(CloseCode code, String reason) {
        ends(ConnectionEnd.of(code));
        outlet.close(code, reason);
    }

    @Override
    public @Nullable ConnectionEnd end() {
        return end;
    }

    /** The first that is said of it counts. */
    private synchronized void ends(ConnectionEnd how) {
        if (end == null) {
            end = how;
        }
    }

    /** On the lane. */
    private void onEvent(String event, Arguments arguments, Ack ack) {
        Long ackId = ack.id();
        inbound.publish(dialect.decode(new SocketPacket.Event(dialect.namespace(), ackId, event, arguments)));
        if (!inbound.hasDemand()) {
            client.pause();
        }
    }
}

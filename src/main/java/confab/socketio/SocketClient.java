package confab.socketio;

import confab.engineio.EngineConnection;
import confab.engineio.EngineEnd;
import confab.engineio.EngineHandshake;
import confab.engineio.EngineListener;
import confab.model.Body;
import confab.protocol.engineio.EnginePacket;
import confab.protocol.socketio.MalformedSocketPacket;
import confab.protocol.socketio.NamespaceName;
import confab.protocol.socketio.SocketDecoder;
import confab.protocol.socketio.SocketPacket;
import confab.relay.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client: one session of Engine.IO, and the namespaces that it carries. Lives as long as the session. Where nothing else is
 * said, touched on its lane only.
 */
final class SocketClient implements EngineListener {
    private static final String UNKNOWN_NAMESPACE = "Invalid namespace";

    /** As late as a session's own clock may be: a client that does nothing but live by its pings has that much longer. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private final SocketServer server;
    private final EngineConnection engine;
    private final LaneClients lane;
    private final SocketDecoder decoder;

    /** Those it is in; as many as there are namespaces at the most. */
    private final List<ClientConnection> connections = new ArrayList<>(1);

    /** Those that it asks to enter; as many at the most. */
    private List<Entrance> entrances = List.of();

    private @Nullable ConnectTimeout timeout;

    /** Who wants it to be read no further: connections that are paused, and those whose listeners have enough to do. */
    private int holds;

    /** What has come of a packet that is not complete. */
    private int partBytes;

    /** Which connection writes first when the session takes more: each in turn. */
    private int first;

    private boolean isToBeFlushed;
    private boolean isClosed;

    SocketClient(SocketServer server, EngineConnection engine, LaneClients lane) {
        this.server = server;
        this.engine = engine;
        this.lane = lane;
        this.decoder = new SocketDecoder(server.limits());
    }

    /** Waits for the first namespace. */
    void open() {
        timeout = new ConnectTimeout(this);
        lane().executeLater(timeout, server.settings().connectTimeout().plus(GRACE));
    }

    @Override
    public void onMessage(EnginePacket message) {
        if (isClosed) {
            return;
        }
        partBytes += Wire.length(message);
        try {
            SocketPacket packet = message instanceof EnginePacket.Text text
                    ? decoder.text(text.utf8())
                    : decoder.binary(((EnginePacket.Binary) message).bytes());
            if (packet != null) {
                int bytes = partBytes;
                partBytes = 0;
                onPacket(packet, bytes);
            }
        } catch (MalformedSocketPacket e) {
            end(DisconnectReason.PARSE_ERROR);
        }
    }

    @Override
    public void onWritable() {
        List<ClientConnection> all = List.copyOf(connections);
        first++;
        for (int i = 0; i < all.size() && engine.isWritable(); i++) {
            all.get(Math.floorMod(first + i, all.size())).onWritable();
        }
    }

    @Override
    public void onSentAway() {
        end(DisconnectReason.SERVER_SHUTTING_DOWN);
    }

    @Override
    public void onClosed(EngineEnd reason) {
        if (!isClosed) {
            isToBeFlushed = false;
            endAll(DisconnectReason.of(reason));
        }
    }

    private void onPacket(SocketPacket packet, int bytes) {
        ClientConnection connection = connection(packet.namespace());
        if (connection == null && packet instanceof SocketPacket.Connect connect) {
            enter(connect);
        } else if (connection != null && packet instanceof SocketPacket.Event event) {
            connection.onEvent(event, bytes);
        } else if (connection != null && packet instanceof SocketPacket.Ack ack) {
            connection.onAck(ack, bytes);
        } else if (connection != null && packet instanceof SocketPacket.Disconnect) {
            remove(connection, DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
        } else {
            end(DisconnectReason.FORCED_SERVER_CLOSE);
        }
    }

    private void enter(SocketPacket.Connect packet) {
        DeclaredNamespace namespace = server.find(packet.namespace());
        if (namespace == null) {
            write(Wire.of(SocketPacket.ConnectError.of(packet.namespace(), UNKNOWN_NAMESPACE, null)));
            return;
        }
        for (Entrance entrance : entrances) {
            if (entrance.namespace().equals(namespace)) {
                entrance.askAgain(packet);
                return;
            }
        }
        Entrance entrance = new Entrance(this, namespace, packet);
        if (entrances.isEmpty()) {
            entrances = new ArrayList<>(1);
        }
        entrances.add(entrance);
        entrance.proceed();
    }

    /** All middleware is for it. */
    void admit(Entrance entrance) {
        removeEntrance(entrance);
        forgetTimeout();
        ClientConnection connection = new ClientConnection(this, server.newId(), entrance);
        connections.add(connection);
        connection.open();
    }

    void refuse(Entrance entrance, String message, @Nullable Body details) {
        removeEntrance(entrance);
        write(Wire.of(SocketPacket.ConnectError.of(entrance.namespace().packetName(), message, details)));
    }

    private void removeEntrance(Entrance entrance) {
        entrances.remove(entrance);
        if (entrances.isEmpty()) {
            entrances = List.of();
        }
    }

    private @Nullable ClientConnection connection(NamespaceName name) {
        for (ClientConnection connection : connections) {
            if (connection.packetName().equals(name)) {
                return connection;
            }
        }
        return null;
    }

    /** Out of one namespace; the others stay. */
    void remove(ClientConnection connection, DisconnectReason reason) {
        if (connections.remove(connection)) {
            connection.onEnd(reason);
        }
    }

    /** Ends the session for a reason of this side's. */
    void end(DisconnectReason reason) {
        if (!isClosed) {
            endAll(reason);
            flush();
            if (reason == DisconnectReason.SERVER_SHUTTING_DOWN) {
                engine.drop();
            } else {
                engine.close();
            }
        }
    }

    void endForced() {
        end(DisconnectReason.FORCED_SERVER_CLOSE);
    }

    /** From any thread: after what was emitted before. */
    void endLater(DisconnectReason reason) {
        lane().execute(() -> end(reason));
    }

    private void endAll(DisconnectReason reason) {
        isClosed = true;
        forgetTimeout();
        entrances = List.of();
        List<ClientConnection> all = List.copyOf(connections);
        connections.clear();
        all.forEach(connection -> connection.onEnd(reason));
    }

    private void forgetTimeout() {
        if (timeout != null) {
            timeout.forget();
            timeout = null;
        }
    }

    /** This side puts it out of one namespace, or of all, and says so. */
    void putOut(ClientConnection connection, boolean closeConnection) {
        if (!connections.contains(connection)) {
            return;
        }
        for (ClientConnection out : closeConnection ? List.copyOf(connections) : List.of(connection)) {
            write(Wire.of(new SocketPacket.Disconnect(out.packetName())));
            remove(out, DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
        }
        if (closeConnection) {
            endForced();
        }
    }

    /** Runs the task unless the session has ended meanwhile. */
    void ifOpen(Runnable task) {
        if (!isClosed) {
            task.run();
        }
    }

    void write(byte[] wire) {
        engine.write(wire);
        flushSoon();
    }

    void write(Lane.Shared bytes) {
        engine.write(bytes, 0, bytes.length());
        flushSoon();
    }

    private void flushSoon() {
        if (!isToBeFlushed) {
            isToBeFlushed = true;
            lane.flushSoon(this);
        }
    }

    void flush() {
        if (isToBeFlushed) {
            isToBeFlushed = false;
            engine.flush();
        }
    }

    boolean isWritable() {
        return engine.isWritable();
    }

    /** Reads no further until each hold is released. */
    void hold() {
        if (holds++ == 0 && !isClosed) {
            engine.read(false);
        }
    }

    void release() {
        if (--holds == 0 && !isClosed) {
            engine.read(true);
        }
    }

    EngineConnection engine() {
        return engine;
    }

    /** From any thread. */
    EngineHandshake request() {
        return engine.handshake();
    }

    /** From any thread. */
    Lane lane() {
        return engine.lane();
    }

    /** On the lane now if this is its thread, else soon. From any thread. */
    void onLane(Runnable task) {
        if (lane.isHere()) {
            task.run();
        } else {
            lane().execute(task);
        }
    }
}

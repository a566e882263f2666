package confab.socketio;

import confab.protocol.socketio.Arguments;
import confab.protocol.socketio.NamespaceName;
import confab.protocol.socketio.SocketPacket;
import confab.relay.Lane;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A namespace with its connections on this node. */
final class DeclaredNamespace implements Namespace {
    private final SocketServer server;
    private final NamespaceName name;
    private final Executor executor;
    private final ListenerFaults faults;
    private final List<Middleware> middleware = new CopyOnWriteArrayList<>();
    private final List<Consumer<SocketConnection>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Lane, LaneRooms> lanes = new ConcurrentHashMap<>();

    /** @param executor where its middleware and listeners run */
    DeclaredNamespace(SocketServer server, NamespaceName name, Executor executor) {
        this.server = server;
        this.name = name;
        this.executor = executor;
        this.faults = new ListenerFaults(name.value(), server.nanoTime());
    }

    @Override
    public String name() {
        return name.value();
    }

    @Override
    public Namespace use(Middleware added) {
        middleware.add(added);
        return this;
    }

    @Override
    public Namespace onConnection(Consumer<SocketConnection> listener) {
        listeners.add(listener);
        return this;
    }

    @Override
    public Broadcast to(String... rooms) {
        return new RoomBroadcast(this, Audience.EVERYBODY.andTo(rooms));
    }

    @Override
    public Broadcast except(String... rooms) {
        return new RoomBroadcast(this, Audience.EVERYBODY.andExcept(rooms));
    }

    @Override
    public void emit(String event, @Nullable Object... values) {
        emit(event, JsonValues.arguments(values));
    }

    @Override
    public void emit(String event, Arguments arguments) {
        emit(Audience.EVERYBODY, event, arguments);
    }

    void emit(Audience audience, String event, Arguments arguments) {
        SocketPacket packet = new SocketPacket.Event(name, null, event, arguments);
        byte[] wire = Wire.of(packet, server.settings().maxPacketBytes());
        server.publish(name, audience, wire);
        deliver(audience, wire);
    }

    /** Hands the frames to this node's lanes, each of which writes them to its connections. From any thread. */
    void deliver(Audience audience, byte[] wire) {
        for (LaneRooms rooms : lanes.values()) {
            rooms.lane().execute(() -> rooms.deliver(audience, wire));
        }
    }

    NamespaceName packetName() {
        return name;
    }

    SocketServer server() {
        return server;
    }

    Executor executor() {
        return executor;
    }

    ListenerFaults faults() {
        return faults;
    }

    /** As they are now, in order. */
    List<Middleware> middleware() {
        return List.copyOf(middleware);
    }

    /** The connections of a lane. On that lane. */
    LaneRooms rooms(Lane lane) {
        return lanes.computeIfAbsent(lane, LaneRooms::new);
    }

    /** Tells of a connection, in its first turn. */
    void tellConnected(SocketConnection connection) {
        for (Consumer<SocketConnection> listener : listeners) {
            faults.guard("connection", () -> listener.accept(connection));
        }
    }

    /** Ends the sessions of all who are here. From any thread. */
    void shutDown() {
        for (LaneRooms rooms : lanes.values()) {
            rooms.lane().execute(() -> rooms.all().forEach(ClientConnection::shutDown));
        }
    }
}

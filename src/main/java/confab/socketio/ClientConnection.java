package confab.socketio;

import confab.model.SessionId;
import confab.protocol.socketio.Arguments;
import confab.protocol.socketio.NamespaceName;
import confab.protocol.socketio.SocketPacket;
import confab.relay.Lane;
import confab.relay.Outlet;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client in one of its namespaces. */
final class ClientConnection implements SocketConnection {
    private final SocketClient client;
    private final DeclaredNamespace namespace;
    private final SessionId id;
    private final SocketHandshake handshake;
    private final @Nullable Object attachment;
    private final @Nullable Return back;
    private final ConnectionOutlet outlet;
    private final Turns turns;
    private final Listeners listeners = new Listeners();
    private final JoinedRooms rooms = new JoinedRooms(this);

    private volatile boolean isConnected = true;

    /** This side disconnected it: what waits to be heard is not. */
    private volatile boolean isDeaf;

    // Guarded by this.
    private long lastAckId = -1;

    // Below: on the lane only.
    private boolean isIn = true;
    private boolean isPaused;
    private @Nullable PendingAcks acks;
    private @Nullable DisconnectReason reason;

    ClientConnection(SocketClient client, SessionId id, Entrance entrance) {
        this.client = client;
        this.namespace = entrance.namespace();
        this.id = id;
        this.handshake = entrance.handshake();
        this.attachment = entrance.attachment();
        this.back = entrance.back();
        this.outlet = new ConnectionOutlet(this, client);
        this.turns = namespace.server().turns(namespace.executor(), client);
    }

    @Override
    public String id() {
        return id.value();
    }

    @Override
    public Namespace namespace() {
        return namespace;
    }

    @Override
    public SocketHandshake handshake() {
        return handshake;
    }

    @Override
    public Object client() {
        return client.engine();
    }

    @Override
    public @Nullable Object attachment() {
        return attachment;
    }

    @Override
    public boolean isConnected() {
        return isConnected;
    }

    @Override
    public SocketConnection on(String event, EventListener listener) {
        listeners.on(event, listener);
        return this;
    }

    @Override
    public SocketConnection onAny(AnyEventListener listener) {
        listeners.onAny(listener);
        return this;
    }

    @Override
    public SocketConnection onDisconnect(Consumer<DisconnectReason> listener) {
        client.onLane(() -> {
            DisconnectReason known = reason;
            if (known == null) {
                listeners.onDisconnect(listener);
            } else {
                turns.add(() -> guard("disconnect", () -> listener.accept(known)), 0);
            }
        });
        return this;
    }

    @Override
    public void emit(String event, @Nullable Object... values) {
        emit(event, JsonValues.arguments(values));
    }

    @Override
    public void emit(String event, Arguments arguments) {
        send(Wire.of(event(null, event, arguments)));
    }

    @Override
    public void emitVolatile(String event, @Nullable Object... values) {
        byte[] wire = Wire.of(event(null, event, JsonValues.arguments(values)));
        client.lane().execute(() -> {
            if (isIn && client.isWritable()) {
                client.write(wire);
            }
        });
    }

    @Override
    public CompletionStage<Arguments> emitWithAck(Duration timeout, String event, @Nullable Object... values) {
        long ackId = nextAckId();
        byte[] wire = Wire.of(event(ackId, event, JsonValues.arguments(values)));
        CompletableFuture<Arguments> answer = new CompletableFuture<>();
        client.lane().execute(() -> ask(ackId, wire, timeout, answer));
        return answer;
    }

    private void ask(long ackId, byte[] wire, Duration timeout, CompletableFuture<Arguments> answer) {
        if (acks == null) {
            acks = namespace.server().pendingAcks(client.lane(), turns);
        }
        if (!isIn) {
            acks.fail(answer, AckFailed.Reason.DISCONNECTED);
        } else if (acks.add(ackId, timeout, answer)) {
            client.write(wire);
        } else {
            acks.fail(answer, AckFailed.Reason.TOO_MANY);
        }
    }

    @Override
    public void join(String... joined) {
        rooms.join(joined);
    }

    @Override
    public void leave(String room) {
        rooms.leave(room);
    }

    @Override
    public Set<String> rooms() {
        Set<String> all = new HashSet<>(rooms.all());
        all.add(id());
        return Set.copyOf(all);
    }

    @Override
    public Broadcast to(String... to) {
        return broadcast().to(to);
    }

    @Override
    public Broadcast broadcast() {
        return namespace.except(id());
    }

    @Override
    public void disconnect(boolean closeConnection) {
        isDeaf = true;
        isConnected = false;
        client.lane().execute(() -> client.putOut(this, closeConnection));
    }

    @Override
    public void pause() {
        client.onLane(() -> {
            if (isIn && !isPaused) {
                isPaused = true;
                client.hold();
            }
        });
    }

    @Override
    public void resume() {
        client.onLane(this::goOn);
    }

    private void goOn() {
        if (isPaused) {
            isPaused = false;
            client.release();
        }
    }

    @Override
    public Outlet outlet() {
        return outlet;
    }

    SessionId session() {
        return id;
    }

    Lane lane() {
        return client.lane();
    }

    /** The connections of its namespace on its lane. On the lane. */
    LaneRooms neighbours() {
        return namespace.rooms(lane());
    }

    /** Packets of this namespace still go out. On the lane. */
    boolean isIn() {
        return isIn;
    }

    NamespaceName packetName() {
        return namespace.packetName();
    }

    /** The client is told its id before anything else. On the lane. */
    void open() {
        client.write(Wire.connected(namespace.packetName(), id, back));
        neighbours().add(this);
        if (back != null) {
            namespace.server().returning().add(this, back);
        }
        turns.add(() -> namespace.tellConnected(this), 0);
    }

    /** From any thread: writes frames of this connection, in the order of the calls. */
    void send(byte[] wire) {
        client.lane().execute(() -> {
            if (isIn) {
                client.write(wire);
            }
        });
    }

    /** Of a broadcast. On the lane. */
    void write(Lane.Shared bytes) {
        if (isIn) {
            client.write(bytes);
        }
    }

    void acknowledge(long ackId, Arguments arguments) {
        send(Wire.of(new SocketPacket.Ack(namespace.packetName(), ackId, arguments)));
    }

    void onEvent(SocketPacket.Event event, int bytes) {
        turns.add(() -> hear(event), bytes);
    }

    private void hear(SocketPacket.Event event) {
        if (!isDeaf) {
            Long ackId = event.ackId();
            Ack ack = ackId == null ? ClientAck.UNWANTED : new ClientAck(this, ackId);
            listeners.tell(event.name(), event.arguments(), ack, listener -> guard(event.name(), listener));
        }
    }

    void onAck(SocketPacket.Ack ack, int bytes) {
        if (acks != null) {
            acks.onAck(ack.id(), ack.arguments(), bytes);
        }
    }

    void onWritable() {
        outlet.onWritable();
    }

    /** Ends its client's session. On the lane. */
    void shutDown() {
        client.end(DisconnectReason.SERVER_SHUTTING_DOWN);
    }

    /** Its client has come back by another session, so this one is dead. From any thread. */
    void supersede() {
        client.endLater(DisconnectReason.FORCED_CLOSE);
    }

    /** It is no longer among its client's connections. On the lane. */
    void onEnd(DisconnectReason why) {
        isIn = false;
        isConnected = false;
        neighbours().remove(this, rooms.end());
        if (back != null) {
            namespace.server().returning().remove(this, back);
        }
        reason = why;
        goOn();
        outlet.onClosed();
        if (acks != null) {
            acks.failAll();
        }
        turns.add(() -> listeners.tellEnd(why, listener -> guard("disconnect", listener)), 0);
    }

    private synchronized long nextAckId() {
        return ++lastAckId;
    }

    private void guard(String event, Runnable listener) {
        namespace.faults().guard(event, listener);
    }

    private SocketPacket event(@Nullable Long ackId, String event, Arguments arguments) {
        return new SocketPacket.Event(namespace.packetName(), ackId, event, arguments);
    }
}

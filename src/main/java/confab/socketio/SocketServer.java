package confab.socketio;

import confab.config.Settings;
import confab.engineio.EngineConnection;
import confab.engineio.EngineListener;
import confab.model.SessionId;
import confab.protocol.socketio.NamespaceName;
import confab.protocol.socketio.SocketLimits;
import confab.relay.Lane;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node's Socket.IO server: the namespaces that clients may enter. From any thread. */
public final class SocketServer {
    private final Settings.SocketIo settings;
    private final SocketLimits limits;
    private final Executor listeners;
    private final Supplier<SessionId> ids;
    private final LongSupplier nanoTime;
    private final Map<NamespaceName, DeclaredNamespace> namespaces = new ConcurrentHashMap<>();
    private final Map<Lane, LaneClients> lanes = new ConcurrentHashMap<>();
    private final ReturningClients returning = new ReturningClients();

    private volatile @Nullable OtherNodes otherNodes;
    private volatile boolean isClosed;

    /**
     * @param listeners where middleware and listeners run, unless their namespace says otherwise; they may block as long as
     *     it has threads
     * @param ids random, unique in the cluster; from any thread
     * @param nanoTime as {@link System#nanoTime}
     */
    public SocketServer(
            Settings.SocketIo settings, Executor listeners, Supplier<SessionId> ids, LongSupplier nanoTime) {
        this.settings = settings;
        this.limits = new SocketLimits(settings.maxAttachments(), settings.maxPacketBytes());
        this.listeners = listeners;
        this.ids = ids;
        this.nanoTime = nanoTime;
    }

    /**
     * The namespace of that name, declared if it was not; clients cannot enter one that was not.
     *
     * @throws confab.model.InvalidValue if the name does not begin with a slash, or holds a comma
     */
    public Namespace of(String name) {
        return namespaces.computeIfAbsent(new NamespaceName(name), key -> new DeclaredNamespace(this, key, listeners));
    }

    /**
     * Declares a namespace whose middleware and listeners run on that executor. With {@code Runnable::run} they run on the
     * lanes of their connections: at once, but they must never block.
     *
     * @throws confab.model.InvalidValue as {@link #of(String)}
     * @throws IllegalStateException if there is one of that name
     */
    public Namespace declare(String name, Executor executor) {
        DeclaredNamespace declared = new DeclaredNamespace(this, new NamespaceName(name), executor);
        if (namespaces.putIfAbsent(declared.packetName(), declared) != null) {
            throw new IllegalStateException("namespace " + name + " is declared already");
        }
        return declared;
    }

    /** A session has opened: to be called on its lane, for what is told of all that it brings. */
    public EngineListener open(EngineConnection connection) {
        LaneClients lane = lanes.computeIfAbsent(connection.lane(), LaneClients::new);
        SocketClient client = new SocketClient(this, connection, lane);
        if (isClosed) {
            connection.lane().execute(client::endForced);
        } else {
            client.open();
        }
        return client;
    }

    /** Ends the sessions of all who are in a namespace, and of those who come from now on. */
    public void close() {
        isClosed = true;
        namespaces.values().forEach(DeclaredNamespace::shutDown);
    }

    /** Where broadcasts go besides this node. */
    interface OtherNodes {
        void publish(NamespaceName namespace, Audience audience, byte[] wire);
    }

    /** From now on broadcasts go there too. */
    void join(OtherNodes nodes) {
        otherNodes = nodes;
    }

    void publish(NamespaceName namespace, Audience audience, byte[] wire) {
        OtherNodes nodes = otherNodes;
        if (nodes != null) {
            nodes.publish(namespace, audience, wire);
        }
    }

    /** A broadcast of another node; of a namespace that is not declared here nobody is told. */
    void deliver(NamespaceName name, Audience audience, byte[] wire) {
        DeclaredNamespace namespace = find(name);
        if (namespace != null) {
            namespace.deliver(audience, wire);
        }
    }

    @Nullable
    DeclaredNamespace find(NamespaceName name) {
        return namespaces.get(name);
    }

    ReturningClients returning() {
        return returning;
    }

    Settings.SocketIo settings() {
        return settings;
    }

    SocketLimits limits() {
        return limits;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }

    SessionId newId() {
        return ids.get();
    }

    Turns turns(Executor executor, SocketClient client) {
        return new Turns(executor, client, settings.maxWaitingPackets(), settings.maxPacketBytes());
    }

    PendingAcks pendingAcks(Lane lane, Turns turns) {
        return new PendingAcks(lane, nanoTime, settings.maxPendingAcks(), turns);
    }
}

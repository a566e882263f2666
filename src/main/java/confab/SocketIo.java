package confab;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.typed.Cluster;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;
import confab.api.EngineRoutes;
import confab.api.NewClients;
import confab.config.Settings;
import confab.engineio.ClusterOwners;
import confab.engineio.EngineEnd;
import confab.engineio.EngineGate;
import confab.engineio.EnginePlace;
import confab.engineio.EngineSessions;
import confab.model.PostId;
import confab.ops.Metric;
import confab.ops.Metrics;
import confab.protocol.socketio.chat.ChatDialect;
import confab.protocol.socketio.chat.LobbyDialect;
import confab.session.Connection;
import confab.session.Recovery;
import confab.session.Sessions;
import confab.session.SocketChat;
import confab.socketio.ClusterBroadcasts;
import confab.socketio.NamespaceProvider;
import confab.socketio.SocketServer;
import java.time.Clock;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A node's Socket.IO: chat's namespaces, those that others provide, and the path where clients connect.
 *
 * @param route rejects all other paths
 */
record SocketIo(Route route, EngineSessions sessions) {
    private static final String PATH = "/socket.io/";

    /**
     * Before clients are let in.
     *
     * @param logId of the log that chat is kept in
     * @param newClients whether they are let in
     * @throws IllegalStateException if what others provide cannot be used; the message says why
     */
    static SocketIo start(
            ActorContext<?> context,
            Settings settings,
            String logId,
            RandomIds ids,
            Clock clock,
            NewClients newClients,
            Consumer<Connection> sessions) {
        ActorSystem<?> system = context.getSystem();
        // Listeners of others may block, and sessions, rooms and sharding share the threads of the default dispatcher.
        Executor listeners = system.dispatchers().lookup(DispatcherSelector.blocking());
        SocketServer server = new SocketServer(settings.socketIo(), listeners, ids::session, System::nanoTime);
        context.watch(context.spawn(ClusterBroadcasts.create(server), "broadcasts"));
        declareChat(server, settings, logId, ids, sessions);
        declareProvided(server);
        EngineSessions engine = new EngineSessions(place(system, settings, ids, newClients), server::open);
        measure(Metrics.get(system), engine);
        EngineRoutes routes = new EngineRoutes(
                engine,
                settings.engineIo(),
                settings.edge().allowedOrigins(),
                clock,
                Materializer.createMaterializer(system));
        return new SocketIo(routes.route(PATH), engine);
    }

    /** Its clients, by whatever namespaces. */
    List<Sessions.Guest> guests() {
        return sessions.all().stream()
                .map(session -> new Sessions.Guest(session, session::sendAway))
                .toList();
    }

    private static void measure(Metrics metrics, EngineSessions engine) {
        metrics.gauge(Metric.ENGINEIO_SESSIONS, engine::size);
        for (EngineEnd why : EngineEnd.values()) {
            metrics.counter(Metric.ENGINEIO_ENDED, () -> engine.ended(why), why);
        }
    }

    private static void declareChat(
            SocketServer server, Settings settings, String logId, RandomIds ids, Consumer<Connection> sessions) {
        boolean isRecovering = settings.socketIo().recovery();
        Recovery recovery =
                isRecovering ? new Recovery(logId, settings.protocol().maxRooms(), ids::guest, ids::session) : null;
        SocketChat chat = new SocketChat(sessions, recovery);
        int maxBodyBytes = settings.protocol().maxBodyBytes();
        chat.declare(server, new LobbyDialect(() -> new PostId(ids.post()), maxBodyBytes, isRecovering));
        // What the engine takes in one message, and a packet of it all may be.
        int maxFrameBytes = Math.min(
                settings.engineIo().maxPayloadBytes(), settings.socketIo().maxPacketBytes());
        chat.declare(server, new ChatDialect(maxBodyBytes, maxFrameBytes));
    }

    private static void declareProvided(SocketServer server) {
        try {
            ServiceLoader.load(NamespaceProvider.class).forEach(provider -> provider.declare(server));
        } catch (RuntimeException | ServiceConfigurationError e) {
            throw new IllegalStateException("cannot add namespaces: " + e, e);
        }
    }

    /** Origins first, then what others provide. */
    private static EngineGate gate(Settings.Edge edge) {
        EngineGate gate = EngineGate.ofOrigins(edge.allowedOrigins());
        try {
            for (EngineGate provided : ServiceLoader.load(EngineGate.class)) {
                gate = gate.then(provided);
            }
            return gate;
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException("cannot ask who may connect: " + e, e);
        }
    }

    private static EnginePlace place(ActorSystem<?> system, Settings settings, RandomIds ids, NewClients newClients) {
        long nodeUid = Cluster.get(system).selfMember().uniqueAddress().longUid();
        Settings.Edge edge = settings.edge();
        return new EnginePlace(
                settings.engineIo(),
                edge.outboundHighBytes(),
                edge.maxConnections(),
                () -> ids.sid(nodeUid),
                newClients.gate(gate(edge)),
                new ClusterOwners(system),
                System::nanoTime);
    }
}

package confab;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.SelfUp;
import akka.cluster.typed.Subscribe;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;
import confab.api.ChatRoutes;
import confab.api.ClientBundle;
import confab.api.NewClients;
import confab.api.StaticFiles;
import confab.config.Settings;
import confab.edge.ChatServer;
import confab.log.MessageLog;
import confab.model.PostId;
import confab.model.RoomName;
import confab.ops.ClusterMeters;
import confab.ops.Drain;
import confab.ops.FirstReady;
import confab.ops.Histogram;
import confab.ops.LostMessages;
import confab.ops.Metric;
import confab.ops.Metrics;
import confab.ops.NodeAddress;
import confab.ops.Pulse;
import confab.ops.Readiness;
import confab.ops.RoomClosings;
import confab.protocol.Event;
import confab.protocol.json.JsonDialect;
import confab.protocol.text.TextDialect;
import confab.relay.Books;
import confab.relay.Hub;
import confab.relay.PageSource;
import confab.relay.Pages;
import confab.relay.PostCounts;
import confab.relay.RecentBudget;
import confab.relay.RelayPlace;
import confab.room.ChatRoom;
import confab.room.Leases;
import confab.room.NodeId;
import confab.room.RoomCounts;
import confab.room.Rooms;
import confab.session.Connection;
import confab.session.SessionPlace;
import confab.session.Sessions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts all parts of a node when it is a member of its cluster, and ties them together: the wiring table. */
final class Guardian extends AbstractBehavior<Guardian.Command> {
    sealed interface Command {}

    private record Up(SelfUp event) implements Command {}

    private static final Logger log = LoggerFactory.getLogger("confab");

    private static final String WEB = "confab/web";

    private static final Duration SHARDS_TIMEOUT = Duration.ofSeconds(3);

    private final Settings settings;
    private final MessageLog messages;
    private final Clock clock = Clock.systemUTC();
    private final RandomIds ids = new RandomIds();
    private final ActorRef<Hub.Command> hub;
    private final ActorRef<Sessions.Command> sessions;
    private final NewClients newClients = new NewClients();

    static Behavior<Command> create(Settings settings, MessageLog messages) {
        return Behaviors.setup(context -> new Guardian(context, settings, messages));
    }

    private Guardian(ActorContext<Command> context, Settings settings, MessageLog messages) {
        super(context);
        this.settings = settings;
        this.messages = messages;
        ActorSystem<?> system = context.getSystem();
        // Before the node is up: the others wait for its part of sharding's state.
        Rooms rooms = rooms(system);
        this.hub = context.spawn(Hub.create(relays(system, rooms)), "hub");
        this.sessions = context.spawn(Sessions.create(sessions(hub), settings.drain(), new Random()), "sessions");
        // Without one of them a node is no node: if one fails, so does this, and the process ends.
        context.watch(hub);
        context.watch(sessions);
        Cluster.get(system)
                .subscriptions()
                .tell(Subscribe.create(context.messageAdapter(SelfUp.class, Up::new), SelfUp.class));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder().onMessage(Up.class, this::onUp).build();
    }

    private Behavior<Command> onUp(Up up) {
        ActorSystem<?> system = getContext().getSystem();
        try {
            SocketIo socketIo = startSocketIo();
            ActorRef<RoomClosings.Command> closings = getContext()
                    .spawn(RoomClosings.create(room -> sessions.tell(new Sessions.CloseRoom(room))), "room-closings");
            ChatServer server = open(system, socketIo.route());
            planDrain(system, server, socketIo, closings);
            Readiness.get(system).tell("log", this::logState);
            measure(Metrics.get(system), server);
            Readiness.get(system).open();
            Pulse.start(system, System::nanoTime);
            FirstReady.await(system, () -> log.info("ready: open {}", page(server.address())));
        } catch (IllegalStateException e) {
            log.error(e.getMessage());
            akka.actor.CoordinatedShutdown.get(system).run(StartFailed.INSTANCE);
        }
        return this;
    }

    private void measure(Metrics metrics, ChatServer server) {
        LogMeters.start(metrics, messages, System::nanoTime);
        metrics.gauge(Metric.EDGE_CONNECTIONS, server::connections);
        metrics.counter(Metric.EDGE_ACCEPTED, server::accepted);
        metrics.counter(Metric.EDGE_REFUSED, server::refused);
        metrics.gauge(Metric.EDGE_PIPES, server::pipes);
        metrics.gauge(Metric.EDGE_PINNED, server::pinnedBytes);
        Histogram delays = Histogram.ofTimes();
        metrics.histogram(Metric.EDGE_LOOP_DELAY, delays);
        server.tellLoopDelays(nanos -> delays.observe(nanos, 1));
    }

    private Rooms rooms(ActorSystem<?> system) {
        ActorRef<Leases.Command> leases =
                getContext().spawn(Leases.create(settings.room().leaseDuration(), System::nanoTime), "leases");
        getContext().watch(leases);
        Metrics metrics = Metrics.get(system);
        Histogram entries = Histogram.ofNumbers();
        RoomCounts counts = new RoomCounts(posts -> entries.observe(posts, 1));
        metrics.histogram(Metric.ROOM_BATCH, entries);
        metrics.gauge(Metric.ROOMS, counts::open);
        metrics.counter(Metric.ROOM_MESSAGES, counts::messages);
        metrics.gauge(Metric.ROOM_QUEUED, counts::queued);
        Rooms rooms =
                Rooms.start(system, settings.room(), settings.relay().maxBatchPosts(), messages, leases, counts, clock);
        getContext().spawn(LostMessages.create(metrics), "lost-messages");
        ClusterMeters.start(system, metrics, () -> rooms.shards(SHARDS_TIMEOUT));
        return rooms;
    }

    private RelayPlace relays(ActorSystem<?> system, Rooms rooms) {
        Settings.Relay relay = settings.relay();
        RelayMeters meters = new RelayMeters(System::nanoTime, clock);
        Books books = new Books(meters);
        PostCounts posts = new PostCounts();
        meters.show(Metrics.get(system), books, posts);
        return new RelayPlace(
                NodeId.of(Cluster.get(system).selfMember().uniqueAddress()),
                relay,
                settings.session().answerTimeout(),
                settings.room().maxTypingMembers(),
                settings.room().maxNamedUsers(),
                rooms,
                new Pages(pages(rooms), relay.pageReads(), relay.pageCacheBytes()),
                new RecentBudget(relay.recentBytes()),
                messages.id(),
                messages.isShared(),
                books,
                posts,
                System::nanoTime);
    }

    private PageSource pages(Rooms rooms) {
        if (!messages.isShared()) {
            return (room, from, limit, maxBytes) ->
                    rooms.read(room, from, limit, maxBytes, settings.log().timeout());
        }
        return (room, from, limit, maxBytes) -> messages.read(room, from, limit, maxBytes)
                .thenApply(range -> new ChatRoom.Part(range.messages(), range.lastSeq()));
    }

    private SessionPlace sessions(ActorRef<Hub.Command> hub) {
        Settings.Protocol protocol = settings.protocol();
        return new SessionPlace(
                settings.session(),
                new Event.Limits(protocol.maxRooms(), protocol.maxFrameBytes(), protocol.maxBodyBytes()),
                NodeAddress.of(getContext().getSystem().address()),
                settings.edge().heartbeatInterval(),
                hub,
                ids::guest,
                new SessionMeters(Metrics.get(getContext().getSystem())),
                System::nanoTime);
    }

    private SocketIo startSocketIo() {
        return SocketIo.start(getContext(), settings, messages.id(), ids, clock, newClients, this::open);
    }

    private void open(Connection connection) {
        sessions.tell(new Sessions.Open(connection));
    }

    private ChatServer open(ActorSystem<?> system, Route socketIo) {
        int maxBodyBytes = settings.protocol().maxBodyBytes();
        ClientBundle bundle = new ClientBundle();
        bundle.caution().ifPresent(log::warn);
        ChatRoutes routes = new ChatRoutes(
                settings.edge().allowedOrigins(),
                settings.protocol().maxFrameBytes(),
                new JsonDialect(maxBodyBytes),
                (room, user) -> new TextDialect(room, user, () -> new PostId(ids.post()), maxBodyBytes),
                socketIo,
                bundle,
                new StaticFiles(WEB));
        return ChatServer.start(
                settings.edge(),
                newClients.gate(routes.routes()).function(system),
                this::open,
                ids::session,
                clock,
                Materializer.createMaterializer(system));
    }

    private void planDrain(
            ActorSystem<?> system, ChatServer server, SocketIo socketIo, ActorRef<RoomClosings.Command> closings) {
        Operations operations =
                new Operations(getContext(), settings.drain(), server, socketIo, sessions, hub, closings);
        Runnable hide = operations.show();
        Runnable refuse = () -> {
            newClients.refuse();
            operations.tellLeave();
        };
        Drain.plan(system, refuse, operations::sendClientsAway, server::close, () -> {
            hide.run();
            messages.close();
        });
    }

    /** Of a moment ago: a log that nobody uses is asked for the next look. */
    private String logState() {
        var unused = messages.read(RoomName.LOBBY, 1, 1, 1);
        return messages.trouble().orElse("works");
    }

    private static String page(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String name = host.isLoopbackAddress() || host.isAnyLocalAddress() ? "localhost" : host.getHostAddress();
        return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + address.getPort();
    }
}

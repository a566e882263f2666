package confab.socketio;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;
import com.typesafe.config.ConfigFactory;
import confab.api.EngineRoutes;
import confab.config.Settings;
import confab.config.SettingsReader;
import confab.edge.ChatServer;
import confab.engineio.EngineConnection;
import confab.engineio.EngineEcho;
import confab.engineio.EngineGate;
import confab.engineio.EngineListener;
import confab.engineio.EnginePlace;
import confab.engineio.EngineSessions;
import confab.engineio.Owners;
import confab.model.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What the conformance suites of both protocols are run against: {@code /socket.io/} emits what clients gave as auth and echoes
 * their messages, {@code /engine.io/} echoes whatever it carries. The port is the first argument, else 3000.
 */
public final class EchoServer implements AutoCloseable {
    /**
     * The suite waits for the answer to its CONNECT and only then for what comes next; what its WebSocket reads in one go with
     * the answer it misses. Stock clients do not.
     */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "echo");
    private final Materializer materializer = Materializer.createMaterializer(system);
    private final Settings settings;
    private final ChatServer server;

    /** @param more settings under {@code confab}, as {@code reference.conf} names them, besides this server's own */
    public EchoServer(String... more) {
        settings = SettingsReader.read(ConfigFactory.parseString(String.join("\n", more))
                .withFallback(ConfigFactory.parseString("""
                        engine-io { ping-interval = 300ms, ping-timeout = 200ms, max-payload-bytes = 1000000 }
                        socket-io.connect-timeout = 1s
                        """))
                .atPath("confab")
                .withFallback(ConfigFactory.defaultReference()));
        SocketServer sockets = new SocketServer(
                settings.socketIo(), ForkJoinPool.commonPool(), () -> new SessionId(random()), System::nanoTime);
        sockets.of("/").onConnection(EchoServer::welcome).onConnection(EchoServer::echo);
        sockets.of("/custom").onConnection(EchoServer::welcome);
        Route routes = Directives.concat(route("/socket.io/", sockets::open), route("/engine.io/", EngineEcho::new));
        server = ChatServer.start(
                settings.edge(),
                routes.function(system),
                connection -> {},
                () -> new SessionId(random()),
                Clock.systemUTC(),
                materializer);
    }

    public static void main(String[] arguments) {
        new EchoServer("edge.port = " + (arguments.length > 0 ? arguments[0] : "3000"));
    }

    public int port() {
        return server.address().getPort();
    }

    private static void welcome(SocketConnection connection) {
        CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> connection.emit("auth", connection.handshake().auth()));
    }

    private static void echo(SocketConnection connection) {
        connection
                .on("message", (arguments, ack) -> connection.emit("message-back", arguments))
                .on("message-with-ack", (arguments, ack) -> ack.send(arguments));
    }

    private Route route(String path, Function<EngineConnection, EngineListener> application) {
        EnginePlace place = new EnginePlace(
                settings.engineIo(),
                settings.edge().outboundHighBytes(),
                settings.edge().maxConnections(),
                EchoServer::random,
                EngineGate.ofOrigins(Set.of()),
                Owners.alone(),
                System::nanoTime);
        return new EngineRoutes(
                        new EngineSessions(place, application),
                        settings.engineIo(),
                        Set.of(),
                        Clock.systemUTC(),
                        materializer)
                .route(path);
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }

    @Override
    public void close() {
        server.close();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}

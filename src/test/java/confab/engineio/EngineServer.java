package confab.engineio;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.stream.Materializer;
import com.typesafe.config.ConfigFactory;
import confab.api.EngineRoutes;
import confab.config.Settings;
import confab.config.SettingsReader;
import confab.edge.ChatServer;
import confab.model.SessionId;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

/** A chat port with nothing but Engine.IO, at {@code /engine.io/}. */
public final class EngineServer implements AutoCloseable {
    private static final String PATH = "/engine.io/";

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "engine");
    private final EngineSessions sessions;
    private final ChatServer server;

    /**
     * @param application what the sessions carry
     * @param settings under {@code confab}, as {@code reference.conf} names them
     */
    public EngineServer(
            Function<EngineConnection, EngineListener> application,
            EngineGate gate,
            Owners owners,
            String... settings) {
        Settings read = SettingsReader.read(ConfigFactory.parseString(String.join("\n", settings))
                .atPath("confab")
                .withFallback(ConfigFactory.defaultReference()));
        Materializer materializer = Materializer.createMaterializer(system);
        sessions = new EngineSessions(
                new EnginePlace(
                        read.engineIo(),
                        read.edge().outboundHighBytes(),
                        read.edge().maxConnections(),
                        () -> UUID.randomUUID().toString(),
                        EngineGate.ofOrigins(read.edge().allowedOrigins()).then(gate),
                        owners,
                        System::nanoTime),
                application);
        EngineRoutes routes = new EngineRoutes(
                sessions, read.engineIo(), read.edge().allowedOrigins(), Clock.systemUTC(), materializer);
        server = ChatServer.start(
                read.edge(),
                routes.route(PATH).function(system),
                connection -> {},
                () -> new SessionId("none"),
                Clock.systemUTC(),
                materializer);
    }

    /** The conformance suite of the protocol's page is run against this; the port is the first argument, else 3000. */
    public static void main(String[] arguments) {
        String port = arguments.length > 0 ? arguments[0] : "3000";
        new EngineServer(
                EngineEcho::new,
                handshake -> java.util.concurrent.CompletableFuture.completedStage(java.util.Optional.empty()),
                Owners.alone(),
                "edge.port = " + port,
                "engine-io { ping-interval = 300ms, ping-timeout = 200ms }");
    }

    public int port() {
        return server.address().getPort();
    }

    public EngineSessions sessions() {
        return sessions;
    }

    @Override
    public void close() {
        server.close();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}

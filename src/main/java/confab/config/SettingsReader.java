package confab.config;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes {@link Settings} of a resolved configuration. */
public final class SettingsReader {
    private static final int MANY = 1_000_000_000;
    /** An array finds them, whose length is a power of two and at least twice as many. */
    private static final int MESSAGES_IN_MEMORY = 1 << 29;

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final long TIB = 1024L * 1024 * MIB;
    private static final Duration NONE = Duration.ZERO;
    private static final Duration SOME = Duration.ofMillis(1);
    private static final Duration AGES = Duration.ofDays(36_500);

    private static final Map<String, Settings.Synchronous> SYNCHRONOUS = Map.of(
            "full", Settings.Synchronous.FULL,
            "normal", Settings.Synchronous.NORMAL,
            "off", Settings.Synchronous.OFF);

    private static final Map<String, Settings.LogFormat> LOG_FORMATS =
            Map.of("text", Settings.LogFormat.TEXT, "json", Settings.LogFormat.JSON);

    private static final Map<String, Settings.LogLevel> LOG_LEVELS = Arrays.stream(Settings.LogLevel.values())
            .collect(Collectors.toMap(level -> level.name().toLowerCase(Locale.ROOT), Function.identity()));
    private static final Map<String, Settings.Discovery> DISCOVERY = Map.of(
            "seeds", Settings.Discovery.SEEDS,
            "kubernetes-api", Settings.Discovery.KUBERNETES_API,
            "config", Settings.Discovery.CONFIG);

    private static final String HOSTS_AND_PORTS = "HOST:PORT, or a list of them";

    private final Config config;
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(Config config) {
        this.config = config;
    }

    /**
     * Reads and checks all settings.
     *
     * @throws BadSettings if a key is unknown, a value is bad or two do not go together; it names all that is found
     */
    public static Settings read(Config config) {
        List<String> unknown = KnownKeys.documented().problems(config);
        if (!unknown.isEmpty()) {
            throw new BadSettings(unknown);
        }
        return new SettingsReader(config).settings();
    }

    private Settings settings() {
        Settings settings = new Settings(
                edge(),
                engineIo(),
                protocol(),
                socketIo(),
                session(),
                relay(),
                room(),
                log(),
                node(),
                cluster(),
                drain(),
                logging());
        if (problems.isEmpty()) {
            problems.addAll(CrossChecks.problems(settings, config));
        }
        if (!problems.isEmpty()) {
            throw new BadSettings(problems);
        }
        return settings;
    }

    private Values section(String name) {
        return new Values(config, "confab." + name, problems);
    }

    private Settings.Edge edge() {
        Values edge = section("edge");
        return new Settings.Edge(
                edge.name("host"),
                edge.port("port"),
                Set.copyOf(edge.list("allowed-origins", WebOrigin.EXPECTED, WebOrigin::checked)),
                edge.integer("max-connections", 1, MANY),
                edge.integer("event-loops", 0, 1024),
                edge.intBytes("max-header-bytes", KIB, MIB),
                edge.bytes("max-request-body-bytes", KIB, KIB * (long) MIB),
                edge.duration("request-timeout", SOME),
                edge.duration("idle-timeout", SOME),
                edge.duration("heartbeat-interval", SOME),
                edge.duration("heartbeat-timeout", SOME),
                edge.intBytes("outbound-low-bytes", KIB, KIB * MIB - 1),
                edge.intBytes("outbound-high-bytes", KIB, KIB * MIB - 1),
                edge.duration("slow-reader-timeout", SOME),
                edge.bytes("pinned-bytes", MIB, TIB));
    }

    private Settings.EngineIo engineIo() {
        Values engineIo = section("engine-io");
        return new Settings.EngineIo(
                engineIo.duration("ping-interval", SOME),
                engineIo.duration("ping-timeout", SOME),
                engineIo.duration("upgrade-timeout", SOME),
                engineIo.intBytes("max-payload-bytes", KIB, 16 * MIB),
                engineIo.token("cookie"));
    }

    private Settings.Protocol protocol() {
        Values protocol = section("protocol");
        return new Settings.Protocol(
                protocol.integer("max-rooms", 1, MANY),
                protocol.intBytes("max-frame-bytes", KIB, 16 * MIB),
                protocol.intBytes("max-body-bytes", 1, 16 * MIB));
    }

    private Settings.SocketIo socketIo() {
        Values socketIo = section("socket-io");
        return new Settings.SocketIo(
                socketIo.duration("connect-timeout", SOME),
                socketIo.integer("max-attachments", 0, MANY),
                socketIo.intBytes("max-packet-bytes", KIB, 64 * MIB),
                socketIo.integer("max-waiting-packets", 1, MANY),
                socketIo.integer("max-pending-acks", 0, MANY),
                socketIo.flag("recovery"));
    }

    private Settings.Session session() {
        Values session = section("session");
        return new Settings.Session(
                session.duration("hello-timeout", SOME),
                session.integer("max-unanswered-posts", 1, MANY),
                session.integer("posts-per-second", 0, MANY),
                session.integer("post-burst", 1, MANY),
                session.duration("answer-timeout", SOME));
    }

    private Settings.Relay relay() {
        Values relay = section("relay");
        return new Settings.Relay(
                relay.integer("max-queued-posts", 1, MANY),
                relay.integer("max-batch-posts", 1, MANY),
                relay.intBytes("max-batch-bytes", KIB, 16 * MIB),
                relay.duration("retry-interval", SOME),
                relay.duration("post-timeout", SOME),
                relay.integer("recent-messages", 1, MANY),
                relay.bytes("recent-bytes", MIB, TIB),
                relay.integer("resume-limit", 1, MANY),
                relay.integer("page-reads", 1, MANY),
                relay.bytes("page-cache-bytes", MIB, TIB),
                relay.duration("renew-interval", SOME),
                relay.duration("idle-after", SOME));
    }

    private Settings.Room room() {
        Values room = section("room");
        return new Settings.Room(
                room.integer("shards", 1, 65536),
                room.duration("lease-duration", SOME),
                room.duration("presence-interval", SOME),
                room.integer("max-named-users", 0, MANY),
                room.integer("max-typing-members", 0, MANY),
                room.integer("max-queued-posts", 1, MANY),
                room.duration("idle-after", SOME));
    }

    private Settings.Log log() {
        Values log = section("log");
        String database = log.optional("database");
        boolean memory = log.oneOf("memory", Map.of("true", true, "false", false), false);
        if (memory && database != null) {
            problems.add(Shortcut.MEMORY.key() + " (" + Shown.origin(config.getValue(Shortcut.MEMORY.key())) + ") and "
                    + Shortcut.DATABASE.key() + " (" + Shown.origin(config.getValue(Shortcut.DATABASE.key()))
                    + ") exclude each other: leave one of them out.");
        }
        return new Settings.Log(
                engine(memory, database),
                log.folder("data"),
                database,
                log.optional("database-user"),
                log.optional("database-password"),
                log.duration("open-timeout", SOME),
                log.oneOf("synchronous", SYNCHRONOUS, Settings.Synchronous.FULL),
                log.integer("max-queued-batches", 1, MANY),
                log.integer("max-batches-per-commit", 1, MANY),
                log.duration("timeout", SOME),
                log.duration("retention-age", NONE, AGES),
                log.integer("retention-messages", 0, MANY),
                log.duration("retention-interval", SOME),
                log.integer("memory-messages-per-room", 1, MESSAGES_IN_MEMORY));
    }

    private static Settings.Engine engine(boolean memory, @Nullable String database) {
        if (memory) {
            return Settings.Engine.MEMORY;
        }
        return database == null ? Settings.Engine.SQLITE : Settings.Engine.JDBC;
    }

    private Settings.Node node() {
        Values node = section("node");
        return new Settings.Node(
                node.name("host"),
                node.optional("bind-host"),
                node.port("port"),
                node.port("management-port"),
                node.list("seeds", HOSTS_AND_PORTS, Settings.HostPort::parse));
    }

    private Settings.Cluster cluster() {
        Values cluster = section("cluster");
        return new Settings.Cluster(
                cluster.oneOf("discovery", DISCOVERY, Settings.Discovery.SEEDS),
                cluster.optional("app-version"),
                cluster.integer("replicas", 1, 1000),
                cluster.flag("may-form"),
                cluster.list("contact-points", HOSTS_AND_PORTS, Settings.HostPort::parse),
                cluster.name("pod-app"),
                cluster.optional("pod-container"),
                cluster.file("api-ca"),
                cluster.file("api-token"),
                cluster.file("api-namespace"),
                cluster.duration("lookup-timeout", SOME),
                cluster.duration("probe-timeout", SOME),
                cluster.duration("join-timeout", SOME));
    }

    private Settings.Drain drain() {
        Values drain = section("drain");
        return new Settings.Drain(
                drain.integer("clients-per-second", 1, MANY),
                drain.duration("window", NONE),
                drain.duration("close-after", NONE),
                drain.integer("shed-above-percent", 0, MANY),
                drain.duration("shed-interval", SOME));
    }

    private Settings.Logging logging() {
        Values logging = section("logging");
        return new Settings.Logging(
                logging.oneOf("format", LOG_FORMATS, Settings.LogFormat.TEXT),
                logging.oneOf("level", LOG_LEVELS, Settings.LogLevel.INFO),
                logging.choices("levels", Settings.Logging.LOGGER, LOG_LEVELS));
    }
}

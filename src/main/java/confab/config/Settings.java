package confab.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All settings of a node, as {@code reference.conf} documents them under {@code confab}; a part for each package. */
public record Settings(
        Edge edge,
        EngineIo engineIo,
        Protocol protocol,
        SocketIo socketIo,
        Session session,
        Relay relay,
        Room room,
        Log log,
        Node node,
        Cluster cluster,
        Drain drain,
        Logging logging) {

    /** {@code confab.edge}: the chat port. */
    public record Edge(
            String host,
            int port,
            Set<String> allowedOrigins,
            int maxConnections,
            int eventLoops,
            int maxHeaderBytes,
            long maxRequestBodyBytes,
            Duration requestTimeout,
            Duration idleTimeout,
            Duration heartbeatInterval,
            Duration heartbeatTimeout,
            int outboundLowBytes,
            int outboundHighBytes,
            Duration slowReaderTimeout,
            long pinnedBytes) {
        public Edge {
            allowedOrigins = Set.copyOf(allowedOrigins);
        }
    }

    /**
     * {@code confab.engine-io}: sessions of Socket.IO clients.
     *
     * @param cookie its name; null for none
     */
    public record EngineIo(
            Duration pingInterval,
            Duration pingTimeout,
            Duration upgradeTimeout,
            int maxPayloadBytes,
            @Nullable String cookie) {}

    /** {@code confab.protocol}: bounds that clients are told of. */
    public record Protocol(int maxRooms, int maxFrameBytes, int maxBodyBytes) {}

    /** {@code confab.socket-io}: what a client may hold up of the server. */
    public record SocketIo(
            Duration connectTimeout,
            int maxAttachments,
            int maxPacketBytes,
            int maxWaitingPackets,
            int maxPendingAcks,
            boolean recovery) {}

    /** {@code confab.session}. */
    public record Session(
            Duration helloTimeout, int maxUnansweredPosts, int postsPerSecond, int postBurst, Duration answerTimeout) {}

    /** {@code confab.relay}. */
    public record Relay(
            int maxQueuedPosts,
            int maxBatchPosts,
            int maxBatchBytes,
            Duration retryInterval,
            Duration postTimeout,
            int recentMessages,
            long recentBytes,
            int resumeLimit,
            int pageReads,
            long pageCacheBytes,
            Duration renewInterval,
            Duration idleAfter) {}

    /** {@code confab.room}. */
    public record Room(
            int shards,
            Duration leaseDuration,
            Duration presenceInterval,
            int maxNamedUsers,
            int maxTypingMembers,
            int maxQueuedPosts,
            Duration idleAfter) {}

    /** {@code confab.log}: where messages are kept; exactly one of the engines. */
    public record Log(
            Engine engine,
            Path data,
            @Nullable String database,
            @Nullable String databaseUser,
            @Nullable String databasePassword,
            Duration openTimeout,
            Synchronous synchronous,
            int maxQueuedBatches,
            int maxBatchesPerCommit,
            Duration timeout,
            Duration retentionAge,
            int retentionMessages,
            Duration retentionInterval,
            int memoryMessagesPerRoom) {}

    /** Which engine keeps the messages. */
    public enum Engine {
        SQLITE,
        MEMORY,
        JDBC
    }

    /** SQLite's {@code synchronous} pragma: FULL waits for the disk at each commit. */
    public enum Synchronous {
        FULL,
        NORMAL,
        OFF
    }

    /**
     * {@code confab.node}: this node in its cluster.
     *
     * @param bindHost where to listen; null for {@code host}
     */
    public record Node(String host, @Nullable String bindHost, int port, int managementPort, List<HostPort> seeds) {
        public Node {
            seeds = List.copyOf(seeds);
        }

        /** What clients and operators know it by. */
        public String name() {
            return host + ":" + port;
        }
    }

    /**
     * {@code confab.cluster}: how a node finds its cluster.
     *
     * @param appVersion null for none
     * @param podContainer null for any
     */
    public record Cluster(
            Discovery discovery,
            @Nullable String appVersion,
            int replicas,
            boolean mayForm,
            List<HostPort> contactPoints,
            String podApp,
            @Nullable String podContainer,
            Path apiCa,
            Path apiToken,
            Path apiNamespace,
            Duration lookupTimeout,
            Duration probeTimeout,
            Duration joinTimeout) {
        public Cluster {
            contactPoints = List.copyOf(contactPoints);
        }
    }

    /** Where a node looks for others. */
    public enum Discovery {
        /** Where it was told, at {@code node.seeds}. */
        SEEDS,
        /** Among the pods that Kubernetes runs. */
        KUBERNETES_API,
        /** In a list that all nodes have. */
        CONFIG
    }

    /**
     * {@code confab.drain}: how clients are sent to other nodes.
     *
     * @param shedAbovePercent of the cluster's average; 0 for never
     */
    public record Drain(
            int clientsPerSecond, Duration window, Duration closeAfter, int shedAbovePercent, Duration shedInterval) {
        /** The last clients' own time to close. */
        public static final Duration MARGIN = Duration.ofSeconds(2);

        /** Between two clients that are sent away, where there is time. */
        public Duration interval() {
            return Duration.ofSeconds(1).dividedBy(clientsPerSecond);
        }

        /** Between two of so many that have to be gone with the window. */
        public Duration interval(int clients) {
            Duration longest = window.dividedBy(Math.max(clients, 1));
            return longest.compareTo(interval()) < 0 ? longest : interval();
        }

        /** In which all clients are gone by themselves. */
        public Duration clientsPatience() {
            return patience().minus(MARGIN.dividedBy(2));
        }

        /** In which no client is left, and its socket neither. */
        public Duration patience() {
            return window.plus(closeAfter).plus(MARGIN);
        }
    }

    /**
     * {@code confab.logging}: what the node says on standard output.
     *
     * @param level of Confab itself
     * @param levels of packages and classes by name; the longest name counts
     */
    public record Logging(LogFormat format, LogLevel level, Map<String, LogLevel> levels) {
        /** What a package or class may be called; each name that is used stays in memory, so it is not long. */
        public static final Pattern LOGGER = Pattern.compile("(?=.{1,200}$)[\\w$]+(\\.[\\w$]+)*");

        public Logging {
            levels = Map.copyOf(levels);
        }
    }

    /** How log lines are written. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    /** From nothing to everything. */
    public enum LogLevel {
        OFF,
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** A host and a port, written {@code HOST:PORT}. */
    public record HostPort(String host, int port) {
        /**
         * Reads {@code HOST:PORT}; an IPv6 address stands in brackets.
         *
         * @throws IllegalArgumentException if the text is nothing such
         */
        public static HostPort parse(String text) {
            int colon = text.lastIndexOf(':');
            String host = text.substring(0, Math.max(colon, 0));
            int port = Integer.parseInt(text.substring(colon + 1));
            boolean inBrackets = host.startsWith("[") && host.endsWith("]");
            if (host.isBlank() || (host.contains(":") && !inBrackets) || port < 1 || port > 65535) {
                throw new IllegalArgumentException("expected HOST:PORT, found " + text);
            }
            return new HostPort(host, port);
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}

package confab.config;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What must hold between two settings that are good each by itself, and between one and what is not a setting. */
final class CrossChecks {
    /** Artery drops a frame of more than 256 KiB; half of it is left for what encoding adds. */
    private static final int MAX_BATCH_BYTES = 128 * 1024;

    /** What is left of that for the body of a batch's only post. */
    private static final int MAX_BODY_BYTES = 96 * 1024;

    /** Akka goes on with the shutdown then, whether clients were sent away or not. */
    private static final String DRAIN_LIMIT = "akka.coordinated-shutdown.phases.service-requests-done.timeout";

    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

    private final List<String> problems = new ArrayList<>();

    private CrossChecks() {}

    /** @param config what the settings were read from, with Akka's part if there is one */
    static List<String> problems(Settings settings, Config config) {
        CrossChecks checks = new CrossChecks();
        checks.sizes(settings);
        checks.times(settings);
        checks.addresses(settings);
        checks.discovery(settings);
        checks.drain(settings.drain(), config);
        return checks.problems;
    }

    private void sizes(Settings settings) {
        Settings.Edge edge = settings.edge();
        Settings.Protocol protocol = settings.protocol();
        Settings.Relay relay = settings.relay();
        require(
                edge.outboundLowBytes() < edge.outboundHighBytes(),
                "confab.edge.outbound-low-bytes (" + edge.outboundLowBytes()
                        + ") must be below confab.edge.outbound-high-bytes (" + edge.outboundHighBytes() + ").");
        require(
                edge.outboundHighBytes() <= edge.pinnedBytes(),
                "confab.edge.outbound-high-bytes (" + edge.outboundHighBytes()
                        + ") is one connection's share and must not pass confab.edge.pinned-bytes ("
                        + edge.pinnedBytes() + ").");
        require(
                settings.engineIo().maxPayloadBytes() <= edge.maxRequestBodyBytes(),
                "confab.engine-io.max-payload-bytes ("
                        + settings.engineIo().maxPayloadBytes()
                        + ") must not pass confab.edge.max-request-body-bytes (" + edge.maxRequestBodyBytes()
                        + "), as a payload is a request's body.");
        require(
                protocol.maxBodyBytes() < protocol.maxFrameBytes(),
                "confab.protocol.max-body-bytes (" + protocol.maxBodyBytes()
                        + ") must be below confab.protocol.max-frame-bytes (" + protocol.maxFrameBytes()
                        + "), as a body comes in a frame.");
        require(
                protocol.maxBodyBytes() <= MAX_BODY_BYTES,
                "confab.protocol.max-body-bytes (" + protocol.maxBodyBytes() + ") must not pass " + MAX_BODY_BYTES
                        + " (96 KiB): a longer body does not fit in one message between nodes.");
        require(
                relay.maxBatchBytes() <= MAX_BATCH_BYTES,
                "confab.relay.max-batch-bytes (" + relay.maxBatchBytes() + ") must not pass " + MAX_BATCH_BYTES
                        + " (128 KiB): a longer batch does not fit in one message between nodes.");
        require(
                protocol.maxBodyBytes() < relay.maxBatchBytes(),
                "confab.protocol.max-body-bytes (" + protocol.maxBodyBytes()
                        + ") must be below confab.relay.max-batch-bytes (" + relay.maxBatchBytes()
                        + "), as a body travels in a batch.");
    }

    private void times(Settings settings) {
        Settings.Relay relay = settings.relay();
        require(
                relay.retryInterval().compareTo(relay.postTimeout()) < 0,
                "confab.relay.retry-interval (" + relay.retryInterval().toMillis()
                        + "ms) must be below confab.relay.post-timeout ("
                        + relay.postTimeout().toMillis() + "ms).");
        require(
                relay.renewInterval().multipliedBy(2).compareTo(settings.room().leaseDuration()) <= 0,
                "confab.relay.renew-interval (" + relay.renewInterval().toMillis()
                        + "ms) must be half of confab.room.lease-duration ("
                        + settings.room().leaseDuration().toMillis() + "ms) or less, as a renewal may get lost.");
        Duration idleTimeout = settings.edge().idleTimeout();
        Duration pingInterval = settings.engineIo().pingInterval();
        require(
                idleTimeout.compareTo(pingInterval) > 0,
                "confab.edge.idle-timeout (" + idleTimeout.toMillis()
                        + "ms) must be above confab.engine-io.ping-interval (" + pingInterval.toMillis()
                        + "ms), as a poll may wait for its answer as long.");
    }

    private void addresses(Settings settings) {
        Settings.Node node = settings.node();
        Settings.Edge edge = settings.edge();
        require(
                !EVERY_ADDRESS.contains(node.host()),
                "confab.node.host (" + node.host()
                        + ") must be one address, as the other nodes are told to reach this one there.");
        distinct("confab.node.port", node.port(), "confab.node.management-port", node.managementPort());
        if (edge.host().equals(node.host()) || EVERY_ADDRESS.contains(edge.host())) {
            distinct("confab.edge.port", edge.port(), "confab.node.port", node.port());
            distinct("confab.edge.port", edge.port(), "confab.node.management-port", node.managementPort());
        }
    }

    private void discovery(Settings settings) {
        Settings.Node node = settings.node();
        Settings.Cluster cluster = settings.cluster();
        if (cluster.discovery() == Settings.Discovery.SEEDS) {
            return;
        }
        boolean isKubernetes = cluster.discovery() == Settings.Discovery.KUBERNETES_API;
        String discovery = "confab.cluster.discovery = " + (isKubernetes ? "kubernetes-api" : "config");
        require(
                node.seeds().isEmpty(),
                discovery + " and confab.node.seeds exclude each other: leave one of them out.");
        require(
                node.managementPort() != 0,
                discovery + " needs a port in confab.node.management-port, as nodes find each other there; found 0.");
        require(
                isKubernetes || !cluster.contactPoints().isEmpty(),
                discovery + " needs the management ports of the nodes in confab.cluster.contact-points.");
        require(
                !isKubernetes || cluster.replicas() == 1 || settings.log().engine() != Settings.Engine.SQLITE,
                "confab.cluster.replicas is " + cluster.replicas()
                        + ", but pods cannot share the embedded log in confab.log.data: name a database in"
                        + " confab.log.database (or CONFAB_DATABASE), or run one pod and set confab.cluster.replicas"
                        + " (or CONFAB_REPLICAS) to 1.");
    }

    private void drain(Settings.Drain drain, Config config) {
        if (!config.hasPath(DRAIN_LIMIT)) {
            return;
        }
        Duration limit = config.getDuration(DRAIN_LIMIT);
        require(
                drain.patience().compareTo(limit) <= 0,
                "confab.drain.window (" + drain.window().toMillis() + "ms) and confab.drain.close-after ("
                        + drain.closeAfter().toMillis() + "ms) must leave " + Settings.Drain.MARGIN.toMillis()
                        + "ms of "
                        + DRAIN_LIMIT + " (" + limit.toMillis() + "ms): set that too.");
    }

    private void distinct(String key, int port, String otherKey, int otherPort) {
        require(
                port == 0 || port != otherPort,
                key + " and " + otherKey + " are both " + port + ": take another port.");
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }
}

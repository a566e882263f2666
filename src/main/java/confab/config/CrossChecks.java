package confab.config;

import java.util.ArrayList;
import java.util.List;

/** What must hold between two settings that are good each by itself. */
final class CrossChecks {
    private final List<String> problems = new ArrayList<>();

    private CrossChecks() {}

    static List<String> problems(Settings settings) {
        CrossChecks checks = new CrossChecks();
        checks.sizes(settings);
        checks.times(settings);
        checks.ports(settings);
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
                protocol.maxBodyBytes() < protocol.maxFrameBytes(),
                "confab.protocol.max-body-bytes (" + protocol.maxBodyBytes()
                        + ") must be below confab.protocol.max-frame-bytes (" + protocol.maxFrameBytes()
                        + "), as a body comes in a frame.");
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
    }

    private void ports(Settings settings) {
        Settings.Node node = settings.node();
        Settings.Edge edge = settings.edge();
        distinct("confab.node.port", node.port(), "confab.node.management-port", node.managementPort());
        if (edge.host().equals(node.host())) {
            distinct("confab.edge.port", edge.port(), "confab.node.port", node.port());
            distinct("confab.edge.port", edge.port(), "confab.node.management-port", node.managementPort());
        }
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

package confab.ops.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * What the page reads: {@code {"at", "self", "interval", "kept", "nodes": [{"address", "state", "version", "oldest", "silent",
 * "series": […], "now": […], "samples": [[slot, …], …]}]}}. Values stand in the order of the node's series, null where
 * one is not known; a silent node has none. Times are milliseconds.
 */
final class ClusterJson {
    /** Digits after the point would make up most of the text. */
    private static final double PRECISION = 1e4;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ClusterJson() {}

    static String of(Instant at, String self, List<ClusterLook.Node> nodes) {
        ObjectNode cluster = JSON.objectNode()
                .put("at", at.toEpochMilli())
                .put("self", self)
                .put("interval", NodeHistory.INTERVAL.toMillis())
                .put("kept", NodeHistory.KEPT);
        ArrayNode all = cluster.putArray("nodes");
        nodes.forEach(node -> all.add(json(node)));
        return cluster.toString();
    }

    private static ObjectNode json(ClusterLook.Node node) {
        ObjectNode json = JSON.objectNode()
                .put("address", node.address())
                .put("state", node.state())
                .put("version", node.version())
                .put("oldest", node.isOldest())
                .put("silent", node.told().isEmpty());
        ArrayNode series = json.putArray("series");
        ArrayNode now = json.putArray("now");
        ArrayNode samples = json.putArray("samples");
        node.told().ifPresent(told -> {
            told.series().forEach(series::add);
            told.now().forEach(value -> add(now, value));
            for (NodeHistory.Sample sample : told.samples()) {
                ArrayNode values = samples.addArray().add(sample.slot());
                sample.values().forEach(value -> add(values, value));
            }
        });
        return json;
    }

    private static void add(ArrayNode values, double value) {
        if (!Double.isFinite(value)) {
            values.addNull();
        } else if (value == Math.rint(value)) {
            values.add((long) value);
        } else {
            values.add(Math.round(value * PRECISION) / PRECISION);
        }
    }
}

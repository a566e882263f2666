package confab.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a node's operator page is told of the cluster. */
public record ClusterPage(JsonNode json) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public static ClusterPage of(NodeProcess node) {
        return after(node, 0);
    }

    public static ClusterPage after(NodeProcess node, long slot) {
        HttpResponse<String> answer = ask(node.managementPort(), "GET", "/ui/cluster.json?after=" + slot);
        try {
            return new ClusterPage(JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new AssertionError(answer.statusCode() + " " + answer.body(), e);
        }
    }

    /** Looks until it is as wanted. */
    public static ClusterPage await(NodeProcess node, String what, Predicate<ClusterPage> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ClusterPage now = of(node);
        while (!wanted.test(now)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not shown: " + what + "; but " + now.json);
            }
            now = of(node);
        }
        return now;
    }

    /** Any request to a port of this machine. */
    public static HttpResponse<String> ask(int port, String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> addresses() {
        return StreamSupport.stream(json.path("nodes").spliterator(), false)
                .map(node -> node.path("address").asText())
                .toList();
    }

    /** What it says of that node; missing if it does not know it. */
    public JsonNode node(NodeProcess node) {
        return StreamSupport.stream(json.path("nodes").spliterator(), false)
                .filter(one -> one.path("address").asText().equals(node.place().nodeAddress()))
                .findFirst()
                .orElse(JSON.missingNode());
    }

    /** A number of that node now; NaN if it is not known. */
    public double now(NodeProcess node, String series) {
        return node(node).path("now").path(index(node, series)).asDouble(Double.NaN);
    }

    /** How often it happened in all samples of that node, by their rates a second. */
    public double sampled(NodeProcess node, String series) {
        int place = index(node, series) + 1;
        return samples(node)
                .mapToDouble(sample ->
                        sample.path(place).asDouble(0) * json.path("interval").asDouble() / 1000)
                .sum();
    }

    /** Of that node's samples. */
    public List<Long> slots(NodeProcess node) {
        return samples(node).map(sample -> sample.path(0).asLong()).toList();
    }

    private Stream<JsonNode> samples(NodeProcess node) {
        return StreamSupport.stream(node(node).path("samples").spliterator(), false);
    }

    private int index(NodeProcess node, String series) {
        JsonNode names = node(node).path("series");
        return IntStream.range(0, names.size())
                .filter(i -> names.get(i).asText().equals(series))
                .findFirst()
                .orElse(names.size() + 1);
    }
}

package confab.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import confab.scene.Postgres;
import confab.soak.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real nodes with the environment of the real deployment, before an API server that is not always well. */
final class BootstrapIT {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LONGEST_LEAVE = Duration.ofSeconds(40);
    private static final Duration LONGEST_LOSS = Duration.ofSeconds(20);
    private static final String FORMS = "forms a new cluster";
    private static final Map<String, String> PATIENT_HTTP =
            Map.of("JAVA_TOOL_OPTIONS", "-Dakka.http.host-connection-pool.client.idle-timeout=60s");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private static Postgres postgres;
    private FakeCluster cluster;
    private int posts;

    @BeforeAll
    static void startPostgres() {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        cluster = new FakeCluster(folder, postgres);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void podsThatStartAtOnceFormOneClusterAndComeAndGo() throws IOException {
        Pod first = cluster.schedule(31);
        Pod second = cluster.schedule(32);
        NodeProcess one = cluster.run(first);
        NodeProcess two = cluster.run(second);
        NodeProcess three = cluster.run(cluster.schedule(33));
        assertOneClusterOf(one, two, three);
        assertThat(cluster.api().requests(first)).isPositive();

        NodeProcess four = cluster.run(cluster.schedule(34));
        assertOneClusterOf(one, two, three, four);

        cluster.api().show(first.running().beingDeleted());
        one.terminate();
        assertThat(one.exitCode(LONGEST_LEAVE)).isIn(0, 143);
        cluster.api().forget(first);

        two.kill();
        cluster.api().forget(second);
        awaitMembers(LONGEST_LOSS, three, four);
        assertTalk(three, four);
        assertThat(formed(one, two, three, four)).isEqualTo(1);
    }

    /**
     * The worst moment: the one that is about to form a cluster hears no more from the API server, and so cannot learn of
     * another, with a lower address, that sees both. Only the limit of its lookups keeps it from deciding by the old list: its
     * HTTP client waits long enough to let it.
     */
    @Test
    void anApiThatStuttersNeverMakesTwo() throws IOException, InterruptedException {
        Pod lowest = cluster.schedule(31);
        Pod deaf = cluster.schedule(32);
        Pod unlucky = cluster.schedule(33);
        CountDownLatch hasHeard = new CountDownLatch(1);
        CompletableFuture<Void> isFormed = new CompletableFuture<>();
        cluster.api().answer((pod, number) -> {
            if (pod.equals(deaf.name()) && number > 1) {
                hasHeard.countDown();
                return Trouble.heldUntil(isFormed);
            }
            return pod.equals(unlucky.name()) && number % 2 == 0 ? Trouble.error(500) : Trouble.NONE;
        });
        NodeProcess one = cluster.launch(lowest);
        NodeProcess three = cluster.run(unlucky);
        // From here it answers the deaf one, which else would wait for that, whatever it believes.
        three.awaitLine("looks for its cluster", START);
        NodeProcess two = cluster.launch(deaf, PATIENT_HTTP);
        cluster.api().show(deaf.running());
        assertThat(hasHeard.await(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        cluster.api().show(lowest.running());

        assertThat(Waiting.until(START, () -> formed(one, two, three) > 0)).isTrue();
        assertThat(formed(one)).as("formed by the lowest").isEqualTo(1);
        isFormed.complete(null);
        assertOneClusterOf(one, two, three);
        assertThat(formed(one, two, three)).isEqualTo(1);
        assertThat(two.output()).contains("no answer within");
    }

    private void assertOneClusterOf(NodeProcess... nodes) {
        Stream.of(nodes).forEach(NodeProcess::awaitReady);
        awaitMembers(LONGEST_LOSS, nodes);
        // A check of readiness that takes a second has failed, and these nodes share their processors.
        assertThat(Waiting.until(LONGEST_LOSS, () -> Stream.of(nodes).allMatch(this::isReady)))
                .isTrue();
        assertTalk(nodes[0], nodes[nodes.length - 1]);
    }

    /** What one says on its node, the other hears on its own. */
    private void assertTalk(NodeProcess here, NodeProcess there) {
        try (JsonClient ann = JsonClient.join(here, "Ann", "room");
                JsonClient bob = JsonClient.join(there, "Bob", "room")) {
            ann.post("room", "post-" + ++posts, "hello");
            bob.await("message");
        }
    }

    /** Until each of them knows all of them and nobody else. */
    private void awaitMembers(Duration patience, NodeProcess... nodes) {
        List<String> expected = Stream.of(nodes)
                .map(node -> "akka://confab@" + node.place().nodeAddress())
                .sorted()
                .toList();
        boolean haveCome = Waiting.until(
                patience, () -> Stream.of(nodes).allMatch(node -> members(node).equals(expected)));
        assertThat(haveCome)
                .as(() -> "members, expected " + expected + ", last "
                        + Stream.of(nodes).map(this::members).toList())
                .isTrue();
    }

    private List<String> members(NodeProcess node) {
        try {
            JsonNode members =
                    JSON.readTree(get(node, "/cluster/members").body()).path("members");
            TreeSet<String> up = new TreeSet<>();
            Manifests.each(members)
                    .filter(member -> member.path("status").asText().equals("Up"))
                    .forEach(member -> up.add(member.path("node").asText()));
            return List.copyOf(up);
        } catch (IOException e) {
            return List.of(String.valueOf(e));
        }
    }

    private boolean isReady(NodeProcess node) {
        try {
            return get(node, "/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(NodeProcess node, String path) throws IOException {
        URI uri = URI.create("http://" + node.place().host() + ":" + node.managementPort() + path);
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long formed(NodeProcess... nodes) {
        return Stream.of(nodes).filter(node -> node.output().contains(FORMS)).count();
    }
}

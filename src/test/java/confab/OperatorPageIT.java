package confab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import confab.scene.ClusterPage;
import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import confab.scene.Scrape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the operator's page is told by nodes that run, work and die. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OperatorPageIT {
    /** Nobody waits longer for a node that says nothing, the page's own way included. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);

    /** Until the others have shut out a node that was killed. */
    private static final Duration LONGEST_LOSS = Duration.ofSeconds(60);

    private static final int POSTS = 50;

    /** Series of the page, and the metrics that they are made of. */
    private static final Map<String, String> LEVELS = Map.of(
            "connections", "confab_connections",
            "members", "confab_members",
            "rooms", "confab_rooms",
            "shards", "confab_cluster_shards",
            "log", "confab_log_works");

    @TempDir
    private static Path folder;

    /** Of two nodes, the one with the lower address lives on alone. */
    private static NodeProcess lower;

    private static NodeProcess higher;

    @BeforeAll
    static void start() throws Exception {
        NodeProcess first = NodeProcess.start(folder);
        NodeProcess second = NodeProcess.join(first, folder);
        lower = first.nodePort() < second.nodePort() ? first : second;
        higher = lower == first ? second : first;
    }

    @AfterAll
    static void stop() {
        higher.close();
        lower.close();
    }

    @Test
    @Order(1)
    void eachNodeTellsOfBothWhatTheirMetricsTell() {
        ClusterPage.await(
                lower,
                "a first sample of each, from which rates count",
                page -> Stream.of(lower, higher)
                        .noneMatch(node -> page.slots(node).isEmpty()));
        JsonClient ann = JsonClient.join(lower, "Ann", "lobby");
        JsonClient bob = JsonClient.join(higher, "Bob", "lobby");
        JsonClient.join(higher, "Cat", "garden");
        for (int i = 0; i < POSTS; i++) {
            ann.post("lobby", "a" + i, i);
        }
        bob.awaitFrames("message", POSTS);

        for (NodeProcess asked : List.of(lower, higher)) {
            ClusterPage page = ClusterPage.await(asked, "all posts in the samples", OperatorPageIT::tellsAllPosts);
            assertThat(page.addresses())
                    .containsExactlyInAnyOrder(
                            lower.place().nodeAddress(), higher.place().nodeAddress());
            assertThat(page.json().path("self").asText())
                    .isEqualTo(asked.place().nodeAddress());
            for (NodeProcess node : List.of(lower, higher)) {
                assertThat(page.node(node).path("state").asText()).isEqualTo("up");
                assertThat(page.node(node).path("silent").asBoolean()).isFalse();
                Scrape metrics = Scrape.of(node);
                LEVELS.forEach((series, metric) -> assertThat(page.now(node, series))
                        .as(series + " of " + node.place().nodeAddress())
                        .isEqualTo(metrics.sum(metric)));
                assertThat(page.now(node, "heap")).isFinite().isPositive();
                assertThat(page.now(node, "uptime")).isFinite().isPositive();
            }
            assertThat(page.now(lower, "shards") + page.now(higher, "shards")).isPositive();
        }
        assertThat(ClusterPage.of(lower).sampled(lower, "posts"))
                .isCloseTo(Scrape.of(lower).value("confab_posts_total{outcome=\"kept\"}"), withinPercentage(20));
    }

    @Test
    @Order(2)
    void onlySamplesAreToldThatTheAskerDoesNotKnow() {
        List<Long> slots = ClusterPage.await(
                        lower, "three samples", page -> page.slots(lower).size() >= 3)
                .slots(lower);
        assertThat(slots).isSorted().doesNotHaveDuplicates();
        assertThat(ClusterPage.after(lower, slots.get(1)).slots(lower))
                .startsWith(slots.get(2))
                .doesNotContain(slots.get(0), slots.get(1));
    }

    /** Each node takes its samples for itself, and posts may be in two of them. */
    private static boolean tellsAllPosts(ClusterPage page) {
        return page.sampled(lower, "posts") > POSTS * 0.8 && page.sampled(higher, "deliveries") > POSTS * 0.8;
    }

    @Test
    @Order(3)
    void pageCanOnlyBeReadAndOnlyAtTheManagementPort() {
        int port = lower.managementPort();
        assertThat(ClusterPage.ask(port, "GET", "/").headers().firstValue("location"))
                .hasValue("ui/");
        assertThat(ClusterPage.ask(port, "GET", "/ui").headers().firstValue("location"))
                .hasValue("ui/");
        for (String path : List.of("/ui/", "/ui/app.js", "/ui/element.js", "/ui/cluster.json")) {
            assertThat(ClusterPage.ask(port, "GET", path).statusCode()).as(path).isEqualTo(200);
            assertThat(ClusterPage.ask(port, "HEAD", path).statusCode())
                    .as(path)
                    .isEqualTo(200);
            for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
                assertThat(ClusterPage.ask(port, method, path).statusCode())
                        .as(method + " " + path)
                        .isEqualTo(405);
            }
            assertThat(ClusterPage.ask(lower.port(), "GET", path).statusCode())
                    .as("chat port " + path)
                    .isEqualTo(404);
        }
        assertThat(ClusterPage.ask(port, "GET", "/ui/nothing.js").statusCode()).isEqualTo(404);
        assertThat(ClusterPage.ask(port, "GET", "/ui/cluster.json?after=x").statusCode())
                .isEqualTo(400);
        assertThat(ClusterPage.ask(port, "GET", "/ui/").headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'", "connect-src 'self'"));
    }

    @Test
    @Order(4)
    void nodeThatIsKilledIsSilentThenUnreachableThenGoneAndNobodyWaitsForIt() {
        List<String> states = new ArrayList<>();
        higher.kill();
        long end = System.nanoTime() + LONGEST_LOSS.toNanos();
        long slowestNanos = 0;
        ClusterPage page;
        do {
            long began = System.nanoTime();
            page = ClusterPage.of(lower);
            slowestNanos = Math.max(slowestNanos, System.nanoTime() - began);
            String state = page.node(higher).path("state").asText()
                    + (page.node(higher).path("silent").asBoolean() ? ", silent" : "");
            if (!states.contains(state)) {
                states.add(state);
            }
            assertThat(page.node(lower).path("silent").asBoolean()).isFalse();
            assertThat(states).as("states").hasSizeLessThan(8);
            assertThat(began).as(() -> "until it is gone; so far " + states).isLessThan(end);
        } while (!page.node(higher).isMissingNode());

        assertThat(states).containsSubsequence("up, silent", "unreachable, silent", "");
        assertThat(page.addresses()).containsExactly(lower.place().nodeAddress());
        assertThat(Duration.ofNanos(slowestNanos)).isLessThan(LONGEST_LOOK);
    }
}

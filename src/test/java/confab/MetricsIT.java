package confab;

import static org.assertj.core.api.Assertions.assertThat;

import confab.ops.Metric;
import confab.scene.JmxClient;
import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import confab.scene.Scrape;
import confab.scene.TextClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node at work, as Prometheus, JMX and its clients see it. */
final class MetricsIT {
    private static final int POSTS = 300;
    private static final int TEXTS = 20;
    private static final String ROOM = "room";
    private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");

    @TempDir
    private Path folder;

    @Test
    void whatANodeShowsIsWhatTheCatalogueSays() throws IOException {
        try (NodeProcess node = NodeProcess.start(folder)) {
            Scrape shown = Scrape.of(node);
            Set<String> expected = Stream.of(Metric.values())
                    .filter(metric -> metric.kind() != Metric.Kind.SUMMARY)
                    .flatMap(metric -> metric.kind().isHistogram()
                            ? Stream.of(metric.prometheusName(), metric.prometheusName() + "_max")
                            : Stream.of(metric.prometheusName()))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> optional = Stream.of(Metric.values())
                    .filter(metric -> metric.kind() == Metric.Kind.SUMMARY)
                    .flatMap(metric -> Stream.of(metric.prometheusName(), metric.prometheusName() + "_max"))
                    .collect(Collectors.toSet());
            Set<String> names = new TreeSet<>(shown.types().keySet());
            names.removeAll(optional);
            assertThat(names).isEqualTo(expected);
            for (Metric metric : Metric.values()) {
                if (names.contains(metric.prometheusName())) {
                    assertThat(shown.types().get(metric.prometheusName())).isEqualTo(type(metric));
                    assertThat(labels(shown, metric)).as(metric.toString()).isEqualTo(Set.copyOf(metric.labelNames()));
                }
                if (metric.isOurs()) {
                    assertThat(shown.helps().get(metric.prometheusName())).isEqualTo(metric.help());
                }
            }
        }
    }

    @Test
    void bothViewsAgreeWithWhatClientsCounted() throws IOException, JMException {
        try (NodeProcess node = NodeProcess.start(folder);
                JsonClient ann = JsonClient.join(node, "Ann", ROOM);
                JsonClient bob = JsonClient.join(node, "Bob", ROOM);
                TextClient tom = TextClient.open(node, "?room=" + ROOM + "&user=Tom");
                JmxClient jmx = JmxClient.attach(node)) {
            awaitMembers(node, 3);
            for (int i = 0; i < POSTS; i++) {
                ann.post(ROOM, "a" + i, i);
            }
            for (int i = 0; i < TEXTS; i++) {
                tom.say("text " + i);
            }
            ann.post(ROOM, "a0", 0);
            bob.awaitFrames("message", POSTS + TEXTS);
            ann.awaitFrames("message", POSTS + TEXTS);
            ann.awaitFrames("posted", POSTS + 1);
            tom.awaitTexts(POSTS);
            Scrape quiet = awaitBalance(node);

            int heard = 2 * (POSTS + TEXTS) + POSTS;
            assertThat(quiet.sum("confab_deliveries_total")).isEqualTo(heard);
            assertThat(quiet.value("confab_deliveries_own_total")).isEqualTo(TEXTS);
            assertThat(quiet.value("confab_posts_total{outcome=\"kept\"}")).isEqualTo(POSTS + TEXTS);
            assertThat(quiet.value("confab_posts_total{outcome=\"repeated\"}")).isEqualTo(1);
            assertThat(quiet.value("confab_post_acknowledged_seconds_count")).isEqualTo(POSTS + TEXTS + 1);
            assertThat(quiet.value("confab_post_delivered_seconds_count"))
                    .isEqualTo(quiet.value("confab_deliveries_total{way=\"live\"}"));
            assertThat(quiet.value("confab_room_messages_total")).isEqualTo(POSTS + TEXTS);
            assertThat(quiet.value("confab_relay_batch_posts_sum")).isEqualTo(POSTS + TEXTS + 1);
            assertThat(quiet.value("confab_log_commit_posts_sum")).isEqualTo(POSTS + TEXTS + 1);
            assertThat(quiet.value("confab_log_commit_seconds_sum")).isPositive();
            assertThat(quiet.value("confab_connections{protocol=\"json\"}")).isEqualTo(2);
            assertThat(quiet.value("confab_connections{protocol=\"text\"}")).isEqualTo(1);
            assertThat(quiet.value("confab_rooms")).isEqualTo(1);
            assertThat(quiet.value("confab_relay_queued_posts")).isZero();
            assertThat(quiet.value("confab_room_queued_posts")).isZero();
            assertThat(quiet.value("confab_cluster_members")).isEqualTo(1);
            assertThat(agreeing(node, jmx)).hasSizeGreaterThan(60);
        }
    }

    @Test
    void closedConnectionsAreToldByWhyAndTheirShareIsAbandonedOrResumed() throws IOException {
        try (NodeProcess node = NodeProcess.start(folder);
                JsonClient ann = JsonClient.join(node, "Ann", ROOM)) {
            JsonClient bob = JsonClient.join(node, "Bob", ROOM);
            awaitMembers(node, 2);
            for (int i = 0; i < POSTS; i++) {
                ann.post(ROOM, "a" + i, i);
                if (i == POSTS / 2) {
                    bob.close();
                }
            }
            ann.awaitFrames("posted", POSTS);
            Scrape.await(
                    node,
                    "a lost connection",
                    now -> now.value("confab_connections_closed_total{protocol=\"json\",reason=\"lost\"}") == 1);
            JsonClient back = JsonClient.open(node, "Bob");
            back.say(Map.of("type", "join", "room", ROOM, "after", POSTS - 10));
            back.awaitFrames("message", 10);
            back.say("no JSON");
            back.say("no JSON");
            back.say("no JSON");
            back.closeCode();

            assertThat(awaitBalance(node).value("confab_resumes_total{source=\"memory\"}"))
                    .isEqualTo(1);
            awaitMembers(node, 1);
            Scrape.await(
                    node,
                    "a refused connection",
                    now -> now.value("confab_connections_closed_total{protocol=\"json\",reason=\"refused\"}") == 1);
        }
    }

    /** Nothing is on its way, and nothing is missing. */
    private static Scrape awaitBalance(NodeProcess node) {
        return Scrape.await(
                node,
                "books that balance",
                now -> now.value("confab_deliveries_behind") == 0
                        && now.value("confab_relay_queued_posts") == 0
                        && now.value("confab_deliveries_due_total")
                                == now.sum("confab_deliveries_total")
                                        + now.value("confab_deliveries_own_total")
                                        + now.value("confab_deliveries_abandoned_total")
                                        + now.sum("confab_deliveries_dropped_total"));
    }

    private static void awaitMembers(NodeProcess node, int count) {
        Scrape.await(node, count + " members", now -> now.value("confab_members") == count);
    }

    /** What stood still for a while, and is the same by JMX. */
    private static List<String> agreeing(NodeProcess node, JmxClient jmx) throws IOException, JMException {
        Scrape before = Scrape.of(node);
        Map<String, Object> beans = new java.util.HashMap<>();
        for (var name : jmx.meters()) {
            for (String attribute : List.of("Value", "Count", "Sum")) {
                try {
                    beans.put(name.getCanonicalName() + " " + attribute, jmx.read(name.toString(), attribute));
                } catch (javax.management.AttributeNotFoundException e) {
                    // Another kind of meter.
                }
            }
        }
        Scrape after = Scrape.of(node);
        return before.samples().keySet().stream()
                .filter(sample ->
                        sample.startsWith("confab_") && !sample.contains("_bucket") && !sample.contains("_max"))
                .filter(sample -> before.value(sample) == after.value(sample))
                .peek(sample -> assertThat(((Number) value(beans, before, sample)).doubleValue())
                        .as(sample)
                        .isEqualTo(after.value(sample)))
                .toList();
    }

    private static Object value(Map<String, Object> beans, Scrape scrape, String sample) {
        String name = sample.replaceAll("\\{.*", "");
        String family = scrape.types().containsKey(name) ? name : name.replaceFirst("_(count|sum)$", "");
        String attribute =
                name.endsWith("_sum") ? "Sum" : "gauge".equals(scrape.types().get(family)) ? "Value" : "Count";
        Set<String> properties = new TreeSet<>(Set.of("name=" + family));
        Pattern.compile("(\\w+)=\"([^\"]*)\"")
                .matcher(sample)
                .results()
                .forEach(label -> properties.add(label.group(1) + "=" + label.group(2)));
        String bean = "confab:" + String.join(",", properties) + " " + attribute;
        assertThat(beans).containsKey(bean);
        return Objects.requireNonNull(beans.get(bean));
    }

    private static String type(Metric metric) {
        return metric.kind().isHistogram() ? "histogram" : metric.kind().name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The labels of its series, without those of buckets. */
    private static Set<String> labels(Scrape shown, Metric metric) {
        return shown.samples().keySet().stream()
                .filter(sample -> sample.replaceAll("\\{.*", "").equals(metric.prometheusName()))
                .flatMap(sample -> LABEL.matcher(sample).results().map(label -> label.group(1)))
                .collect(Collectors.toSet());
    }
}

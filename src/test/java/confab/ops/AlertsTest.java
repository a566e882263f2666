package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The rules by which Prometheus calls for help: they ask for what there is, and fire when, and only when, they should. */
final class AlertsTest {
    private static final Path FOLDER = Path.of("k8s", "components", "alerts");
    private static final Path SCENARIOS = Path.of("src", "test", "resources", "confab", "ops", "alert-scenarios.yaml");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern BY = Pattern.compile("\\b(by|without) \\(([^)]*)\\)");
    private static final Set<String> SEVERITIES = Set.of("critical", "warning");

    private JsonNode manifest;

    @BeforeEach
    void read() throws IOException {
        manifest = new YAMLMapper()
                .readTree(
                        FOLDER.resolve(component().at("/resources/0").asText()).toFile());
    }

    @Test
    void itIsARuleOfThePrometheusOperator() throws IOException {
        assertThat(component().path("kind").asText()).isEqualTo("Component");
        assertThat(component().path("resources")).hasSize(1);
        assertThat(manifest.path("apiVersion").asText()).isEqualTo("monitoring.coreos.com/v1");
        assertThat(manifest.path("kind").asText()).isEqualTo("PrometheusRule");
        assertThat(names(manifest)).isEqualTo(Set.of("apiVersion", "kind", "metadata", "spec"));
        assertThat(names(manifest.path("spec"))).isEqualTo(Set.of("groups"));
        assertThat(groups()).isNotEmpty().allSatisfy(group -> {
            assertThat(names(group)).isEqualTo(Set.of("name", "rules"));
            assertThat(group.path("rules")).isNotEmpty();
        });
        assertThat(groups().map(group -> group.path("name").asText())).doesNotHaveDuplicates();
        assertThat(alerts().map(AlertsTest::name)).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> everyAlertSaysHowBadItIsAndWhatToDo() {
        return alerts().map(alert -> DynamicTest.dynamicTest(name(alert), () -> {
            assertThat(names(alert)).isEqualTo(Set.of("alert", "expr", "for", "labels", "annotations"));
            assertThat(name(alert)).matches("Confab[A-Z][A-Za-z]+");
            assertThat(alert.path("for").asText()).matches("[1-9][0-9]*[mh]");
            assertThat(names(alert.path("labels"))).isEqualTo(Set.of("severity"));
            assertThat(alert.at("/labels/severity").asText()).isIn(SEVERITIES);
            assertThat(names(alert.path("annotations"))).isEqualTo(Set.of("summary", "description"));
            assertThat(alert.at("/annotations/summary").asText()).hasSizeBetween(15, 120);
            assertThat(alert.at("/annotations/description").asText()).hasSizeGreaterThan(80);
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyAlertAsksForWhatNodesShow() {
        return alerts().map(alert -> DynamicTest.dynamicTest(
                name(alert), () -> assertThat(PromQl.faults(expression(alert))).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyAlertNamesOnlyLabelsThatItHas() {
        return alerts().map(alert -> DynamicTest.dynamicTest(name(alert), () -> {
            Set<String> named = PLACEHOLDER
                    .matcher(alert.path("annotations").toString())
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(PromQl.allLabels()).containsAll(named);
            BY.matcher(expression(alert)).results().forEach(grouping -> {
                List<String> labels = List.of(grouping.group(2).split(", *"));
                boolean isKept = grouping.group(1).equals("by");
                assertThat(named).allMatch(label -> labels.contains(label) == isKept);
            });
        }));
    }

    @Test
    void boundsAreThoseOfTheSettings() {
        Config defaults = ConfigFactory.parseResources("reference.conf").getConfig("confab.edge");
        assertThat(expression("ConfabConnectionsNearMaximum")).endsWith("* " + defaults.getInt("max-connections"));
        assertThat(expression("ConfabPinnedBytesNearMaximum")).endsWith("* " + defaults.getBytes("pinned-bytes"));
    }

    @Test
    void everyAlertFiresInAScenario() throws IOException {
        String scenarios = Files.readString(SCENARIOS);
        assertThat(alerts().map(AlertsTest::name))
                .allMatch(name -> scenarios.contains("'{alertname=\"" + name + "\"}'"));
    }

    @Test
    void alertsFireWhenTheyShouldAndNotInHealth(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), manifest.path("spec").toString());
        Files.copy(SCENARIOS, folder.resolve("scenarios.yaml"));
        Promtool promtool = new Promtool(folder);
        assertThat(promtool.run("check", "rules", "rules.yaml")).contains(alerts().count() + " rules found");
        assertThat(promtool.run("test", "rules", "scenarios.yaml")).contains("SUCCESS");
    }

    private static JsonNode component() throws IOException {
        return new YAMLMapper().readTree(FOLDER.resolve("kustomization.yaml").toFile());
    }

    private Stream<JsonNode> groups() {
        return each(manifest.at("/spec/groups"));
    }

    private Stream<JsonNode> alerts() {
        return groups().flatMap(group -> each(group.path("rules")));
    }

    private String expression(String name) {
        return alerts().filter(alert -> name(alert).equals(name))
                .map(AlertsTest::expression)
                .findFirst()
                .orElseThrow();
    }

    private static String name(JsonNode alert) {
        return alert.path("alert").asText();
    }

    private static String expression(JsonNode alert) {
        return alert.path("expr").asText();
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

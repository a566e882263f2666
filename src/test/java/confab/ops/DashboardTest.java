package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Grafana's dashboard: it asks for what there is, and Grafana can show it. */
final class DashboardTest {
    private static final Path FOLDER = Path.of("k8s", "components", "dashboard");
    private static final int COLUMNS = 24;
    private static final Set<String> KINDS = Set.of("row", "stat", "timeseries", "heatmap");
    private static final Pattern VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonNode dashboard;

    @BeforeEach
    void read() throws IOException {
        dashboard = JSON.readTree(FOLDER.resolve("confab.json").toFile());
    }

    @Test
    void theSidecarFindsIt() throws IOException {
        JsonNode component =
                new YAMLMapper().readTree(FOLDER.resolve("kustomization.yaml").toFile());
        assertThat(component.path("kind").asText()).isEqualTo("Component");
        JsonNode map = component.at("/configMapGenerator/0");
        assertThat(map.path("files")).hasToString("[\"confab.json\"]");
        assertThat(map.at("/options/labels/grafana_dashboard"))
                .as("a label is text, so the 1 has quotes")
                .hasToString("\"1\"");
    }

    @Test
    void grafanaKnowsItsForm() {
        assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
        assertThat(dashboard.path("uid").asText()).matches("[a-z-]{1,40}");
        assertThat(dashboard.has("__inputs"))
                .as("what only an import by hand asks for")
                .isFalse();
        assertThat(panels().map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id > 0);
        assertThat(panels().map(panel -> panel.path("type").asText())).allMatch(KINDS::contains);
        assertThat(panels())
                .allSatisfy(panel -> assertThat(panel.path("title").asText()).isNotBlank());
        assertThat(panels().filter(panel -> panel.path("type").asText().equals("row"))
                        .map(panel -> panel.path("title").asText()))
                .containsExactly(
                        "At a glance", "Clients", "Messages", "Latency", "Rooms and relays", "Log", "Cluster", "JVM");
    }

    @Test
    void noPanelLiesOnAnother() {
        Set<String> taken = new TreeSet<>();
        panels().forEach(panel -> {
            JsonNode place = panel.path("gridPos");
            int left = place.path("x").asInt();
            int right = left + place.path("w").asInt();
            int top = place.path("y").asInt();
            assertThat(right).isBetween(left + 1, COLUMNS);
            for (int x = left; x < right; x++) {
                for (int y = top; y < top + place.path("h").asInt(); y++) {
                    assertThat(taken.add(x + "," + y))
                            .as(panel.path("title") + " at " + x + "," + y)
                            .isTrue();
                }
            }
        });
    }

    @Test
    void whoeverLooksChoosesSourceNamespaceAndNode() {
        assertThat(variables().map(variable -> variable.path("name").asText()))
                .containsExactly("datasource", "namespace", "node");
        assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(dashboard.at("/templating/list/0/query").asText()).isEqualTo("prometheus");
        variables().skip(1).forEach(variable -> {
            Matcher query = VALUES.matcher(variable.at("/query/query").asText());
            assertThat(query.matches()).isTrue();
            assertThat(PromQl.faults(query.group(1))).isEmpty();
            assertThat(query.group(2)).isIn(PromQl.TARGET);
        });
        assertThat(dashboard.findValues("datasource"))
                .hasSizeGreaterThan(40)
                .allSatisfy(source ->
                        assertThat(source).hasToString("{\"type\":\"prometheus\",\"uid\":\"${datasource}\"}"));
        assertThat(expressions())
                .allSatisfy(expression ->
                        assertThat(expression).contains("{namespace=~\"$namespace\",instance=~\"$node\""));
    }

    @TestFactory
    Stream<DynamicTest> everyPanelAsksForWhatNodesShow() {
        return charts().map(panel -> DynamicTest.dynamicTest(panel.path("title").asText(), () -> {
            assertThat(panel.path("targets")).isNotEmpty();
            assertThat(each(panel.path("targets"))
                            .map(target -> target.path("refId").asText()))
                    .doesNotHaveDuplicates()
                    .allMatch(id -> id.matches("[A-Z]"));
            assertThat(each(panel.path("targets"))).allSatisfy(target -> {
                assertThat(PromQl.faults(target.path("expr").asText())).isEmpty();
                assertThat(PromQl.allLabels()).containsAll(legend(target));
            });
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyPanelHasAUnit() {
        return charts().map(panel -> DynamicTest.dynamicTest(panel.path("title").asText(), () -> {
            boolean isHeatmap = panel.path("type").asText().equals("heatmap");
            String unit = panel.at(isHeatmap ? "/options/yAxis/unit" : "/fieldConfig/defaults/unit")
                    .asText();
            assertThat(unit).isIn("none", "short", "s", "bytes", "Bps", "cps", "percentunit");
            List<String> asked = each(panel.path("targets"))
                    .map(target -> target.path("expr").asText())
                    .toList();
            assertThat(unit.equals("s"))
                    .isEqualTo(asked.stream()
                            .allMatch(expression -> expression.matches(".*_seconds(_bucket|_max)?\\{.*")
                                    && !expression.contains("_seconds_sum")));
            assertThat(isHeatmap)
                    .isEqualTo(panel.at("/targets/0/format").asText().equals("heatmap"));
        }));
    }

    @Test
    void prometheusReadsEveryExpression(@TempDir Path folder) throws IOException {
        List<Map<String, String>> records = expressions()
                .distinct()
                .map(expression ->
                        Map.of("record", "confab:panel", "expr", expression.replace("$__rate_interval", "5m")))
                .collect(Collectors.toList());
        Map<String, ?> rules = Map.of("groups", List.of(Map.of("name", "panels", "rules", records)));
        Files.writeString(folder.resolve("panels.yaml"), JSON.writeValueAsString(rules));
        assertThat(new Promtool(folder).run("check", "rules", "--lint=none", "panels.yaml"))
                .contains(records.size() + " rules found");
    }

    private Stream<JsonNode> panels() {
        return each(dashboard.path("panels"));
    }

    private Stream<JsonNode> charts() {
        return panels().filter(panel -> !panel.path("type").asText().equals("row"));
    }

    private Stream<JsonNode> variables() {
        return each(dashboard.at("/templating/list"));
    }

    private Stream<String> expressions() {
        return charts().flatMap(panel -> each(panel.path("targets")))
                .map(target -> target.path("expr").asText());
    }

    private static Set<String> legend(JsonNode target) {
        Set<String> labels = LEGEND.matcher(target.path("legendFormat").asText())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        labels.remove("le");
        return labels;
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;

import confab.engineio.EngineEnd;
import confab.relay.Books;
import confab.session.ConnectionEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table that operators read is written from the catalogue. */
final class MetricTest {
    private static final Path TABLE = Path.of("src", "main", "resources", "confab", "metrics.md");
    private static final Path WRITTEN = Path.of("target", "metrics.md");

    @Test
    void theTableSaysWhatTheCatalogueSays() throws IOException {
        Files.writeString(WRITTEN, table());
        assertThat(Files.exists(TABLE) ? Files.readString(TABLE) : "")
                .as("copy " + WRITTEN + " to " + TABLE)
                .isEqualTo(table());
    }

    @Test
    void namesAreInPrometheusForm() {
        assertThat(Metric.values()).allSatisfy(metric -> {
            assertThat(metric.prometheusName()).matches("[a-z][a-z0-9_]*[a-z0-9]");
            assertThat(metric.prometheusName().endsWith("_total")).isEqualTo(metric.kind() == Metric.Kind.COUNTER);
            assertThat(metric.prometheusName().endsWith("_seconds"))
                    .isEqualTo(metric.kind() == Metric.Kind.SECONDS
                            || metric.kind() == Metric.Kind.SUMMARY
                            || metric == Metric.UPTIME
                            || metric == Metric.START_TIME);
        });
    }

    @Test
    void labelsOfOursHaveFewValues() {
        assertThat(Arrays.stream(Metric.values()).filter(Metric::isOurs))
                .allSatisfy(metric -> assertThat(metric.labels())
                        .allSatisfy(label -> assertThat(label.values).hasSizeBetween(2, 10)));
    }

    @Test
    void everyWayInWhichAConnectionEndsHasItsLabel() {
        assertThat(Metric.Label.ENGINE_END.values).containsExactlyElementsOf(named(EngineEnd.values()));
        assertThat(Metric.Label.CLOSED.values).containsExactlyElementsOf(named(ConnectionEnd.values()));
    }

    @Test
    void everyLossAndEveryWayToResumeHasItsLabel() {
        assertThat(Metric.Label.DROPPED.values).containsExactlyElementsOf(named(Books.Drop.values()));
        assertThat(Metric.Label.SOURCE.values).containsExactlyElementsOf(named(Books.Source.values()));
    }

    private static List<String> named(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String table() {
        String head = """
                # Metrics

                What each node shows at `/metrics` of its management port and, under the same names, to JMX. Written from
                `confab.ops.Metric`; a test compares both with a running node. Histograms have `_bucket`, `_count`, `_sum` and
                `_max`, the largest of the last one or two minutes.

                | name | kind | unit | labels | what it is |
                |---|---|---|---|---|
                """;
        return head + Arrays.stream(Metric.values()).map(MetricTest::row).collect(Collectors.joining());
    }

    private static String row(Metric metric) {
        String kind =
                metric.kind().isHistogram() ? "histogram" : metric.kind().name().toLowerCase(java.util.Locale.ROOT);
        String labels = metric.labels().stream()
                .map(label ->
                        "`" + label.key + "`" + (label.values.isEmpty() ? "" : ": " + String.join(", ", label.values)))
                .collect(Collectors.joining("; "));
        return "| `" + metric.prometheusName() + "` | " + kind + " | " + metric.unit() + " | " + labels + " | "
                + metric.help() + " |\n";
    }
}

package confab.kubernetes;

import static confab.kubernetes.Manifests.each;
import static confab.kubernetes.ManifestsTest.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import confab.ops.Metric;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Prometheus and the autoscaler ask of the nodes, against the nodes that the manifests make. */
final class MeasuringTest {
    private static final Pattern JOB = Pattern.compile("\\bjob[=!~]+\"([^\"]*)\"");

    private final Manifests manifests = Manifests.withAllComponents();

    @Test
    void theClusterIsTooSmallBelowItsReplicas() {
        assertThat(alerts())
                .filteredOn(alert -> alert.path("alert").asText().equals("ConfabClusterTooSmall"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.path("expr").asText())
                        .endsWith(" < " + settings(manifests).cluster().replicas()));
    }

    /** Unless its monitor says otherwise, the operator names a job by the service. */
    @Test
    void alertsLookForTheJobThatTheOperatorMakes() {
        JsonNode monitor = manifests.only("ServiceMonitor").path("spec");
        assertThat(monitor.has("jobLabel")).isFalse();
        List<String> measured = manifests.all("Service").stream()
                .map(service -> service.path("metadata"))
                .filter(service -> ManifestsTest.selects(monitor.at("/selector/matchLabels"), service.path("labels")))
                .map(service -> service.path("name").asText())
                .toList();
        assertThat(measured).hasSize(1);
        assertThat(jobs()).isNotEmpty().containsOnly(measured.get(0));
    }

    @Test
    void theAutoscalerCountsConnectionsAndLeavesRoomForMore() {
        assertThat(manifests.only("HorizontalPodAutoscaler").at("/spec/metrics"))
                .singleElement()
                .satisfies(metric -> {
                    assertThat(metric.at("/pods/metric/name").asText()).isEqualTo(Metric.CONNECTIONS.prometheusName());
                    assertThat(metric.at("/pods/target/averageValue").asInt())
                            .isPositive()
                            .isLessThan(settings(manifests).edge().maxConnections());
                });
    }

    private List<String> jobs() {
        return alerts().stream()
                .map(alert -> alert.path("expr").asText())
                .flatMap(expression -> JOB.matcher(expression).results().map(job -> job.group(1)))
                .toList();
    }

    private List<JsonNode> alerts() {
        Stream<JsonNode> groups = each(manifests.only("PrometheusRule").at("/spec/groups"));
        return groups.flatMap(group -> each(group.path("rules"))).toList();
    }
}

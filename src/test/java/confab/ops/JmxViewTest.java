package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One registry, shown to JMX. */
final class JmxViewTest {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final NodeRegistry registry = new NodeRegistry();
    private final JmxView view = new JmxView(registry, server, "127.0.0.1:2552");

    @AfterEach
    void close() {
        view.close();
    }

    @Test
    void labelsBecomePropertiesOfTheName() throws JMException {
        Gauge.builder("confab.connections", () -> 7).tag("protocol", "json").register(registry);

        ObjectName name = new ObjectName("confab:name=confab_connections,protocol=json");
        assertThat(server.getAttribute(name, "Value")).isEqualTo(7.0);
    }

    @Test
    void valuesThatANameCannotHoldAreQuoted() throws JMException {
        Gauge.builder("jvm.memory.used", () -> 1).tag("id", "G1 Eden Space").register(registry);

        assertThat(server.getAttribute(new ObjectName("confab:name=jvm_memory_used,id=\"G1 Eden Space\""), "Value"))
                .isEqualTo(1.0);
    }

    @Test
    void aHistogramIsTheSameInBothViews() throws JMException {
        Histogram commits = Histogram.ofTimes();
        registry.register(Metric.LOG_COMMIT, commits);
        commits.observe(3_000_000, 10);

        ObjectName name = new ObjectName("confab:name=confab_log_commit_seconds");
        assertThat(server.getAttribute(name, "Count")).isEqualTo(10L);
        assertThat((double) server.getAttribute(name, "P99")).isBetween(0.0025, 0.005);
        long[] counts = (long[]) server.getAttribute(name, "BucketCounts");
        double[] bounds = (double[]) server.getAttribute(name, "BucketBounds");
        for (int i = 0; i < counts.length; i++) {
            String bound = i == counts.length - 1 ? "+Inf" : Double.toString(bounds[i]);
            assertThat(registry.scrape())
                    .contains("confab_log_commit_seconds_bucket{le=\"" + bound + "\"} " + counts[i] + "\n");
        }
        assertThat(registry.scrape())
                .contains(
                        "confab_log_commit_seconds_sum " + server.getAttribute(name, "Sum") + "\n",
                        "confab_log_commit_seconds_max " + server.getAttribute(name, "Max") + "\n");
    }

    @Test
    void whatIsReadIsDescribed() throws JMException {
        registry.register(Metric.LOG_COMMIT, Histogram.ofTimes());

        var about = server.getMBeanInfo(new ObjectName("confab:name=confab_log_commit_seconds"));
        assertThat(about.getDescription()).isEqualTo(Metric.LOG_COMMIT.help());
        assertThat(about.getAttributes()).allMatch(attribute -> attribute.isReadable() && !attribute.isWritable());
    }

    @Test
    void nothingCanBeSet() throws JMException {
        Gauge.builder("confab.rooms", () -> 7).register(registry);

        ObjectName name = new ObjectName("confab:name=confab_rooms");
        assertThatThrownBy(() -> server.setAttribute(name, new Attribute("Value", 8.0)))
                .isInstanceOf(AttributeNotFoundException.class);
    }

    @Test
    void twoNodesInOneProcessDoNotClash() throws JMException {
        Gauge.builder("confab.rooms", () -> 1).register(registry);
        NodeRegistry other = new NodeRegistry();
        try (JmxView second = new JmxView(other, server, "127.0.0.1:2553")) {
            Gauge.builder("confab.rooms", () -> 2).register(other);

            assertThat(server.getAttribute(new ObjectName("confab:name=confab_rooms"), "Value"))
                    .isEqualTo(1.0);
            assertThat(server.getAttribute(new ObjectName("confab:name=confab_rooms,node=\"127.0.0.1:2553\""), "Value"))
                    .isEqualTo(2.0);
        }
        assertThat(names()).containsExactly("confab:name=confab_rooms");
    }

    @Test
    void metersThatGoTakeTheirBeansWithThem() throws JMException {
        Meter first = Gauge.builder("confab.rooms", () -> 1).register(registry);
        Gauge.builder("confab.relays", () -> 1).register(registry);
        registry.remove(first);
        assertThat(names()).containsExactly("confab:name=confab_relays");

        view.close();
        assertThat(names()).isEmpty();
    }

    private Set<String> names() throws JMException {
        return server.queryNames(new ObjectName("confab:*"), null).stream()
                .map(ObjectName::toString)
                .collect(Collectors.toSet());
    }
}

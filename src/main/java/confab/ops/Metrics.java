package confab.ops;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What is counted and measured of this node; one per actor system. Shown by {@link MetricsRoutes} to Prometheus and by
 * {@link JmxView} to JMX, both from the same registry. Everything is read when somebody looks, so nothing given here may wait.
 */
public final class Metrics implements Extension {
    private final NodeRegistry registry = new NodeRegistry();

    /** Held here, as Micrometer holds what it counts only weakly; no more than there are counters. */
    private final Collection<LongSupplier> counted = new ConcurrentLinkedQueue<>();

    private Metrics(ActorSystem<?> system) {
        JmxView view =
                new JmxView(registry, ManagementFactory.getPlatformMBeanServer(), NodeAddress.of(system.address()));
        JvmMeters jvm = new JvmMeters(registry);
        system.getWhenTerminated().whenComplete((done, failure) -> {
            view.close();
            jvm.close();
            registry.close();
        });
    }

    public static Metrics get(ActorSystem<?> system) {
        return Id.INSTANCE.apply(system);
    }

    /**
     * Shows how much there is of something now.
     *
     * @param labels a value for each label of the metric, in their order: a text, or an enum's constant, shown in lower case
     */
    public void gauge(Metric metric, DoubleSupplier now, Object... labels) {
        Gauge.builder(metric.meterName(), now, DoubleSupplier::getAsDouble)
                .description(metric.help())
                .tags(tags(metric, labels))
                .strongReference(true)
                .register(registry);
    }

    /**
     * Shows how often something happened since the start.
     *
     * @param labels a value for each label of the metric, in their order: a text, or an enum's constant, shown in lower case
     */
    public void counter(Metric metric, LongSupplier count, Object... labels) {
        counted.add(count);
        FunctionCounter.builder(metric.meterName(), count, LongSupplier::getAsLong)
                .description(metric.help())
                .tags(tags(metric, labels))
                .register(registry);
    }

    /** Shows a histogram. */
    public void histogram(Metric metric, Histogram histogram) {
        registry.register(metric, histogram);
    }

    /**
     * What a metric says now, all its series added up; of a histogram, what was observed in all. NaN if it is not shown (yet).
     *
     * @param having only series with one of these label values count; if empty, all do
     */
    public double sum(Metric metric, Set<String> having) {
        return registry.find(metric.meterName()).meters().stream()
                .filter(meter -> having.isEmpty()
                        || meter.getId().getTags().stream().anyMatch(tag -> having.contains(tag.getValue())))
                .mapToDouble(Metrics::value)
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }

    /** How many observations a histogram has. NaN if it is not shown (yet). */
    public double observations(Metric metric) {
        return registry.find(metric.meterName()).meter() instanceof NodeRegistry.Weighted histogram
                ? histogram.snapshot().count()
                : Double.NaN;
    }

    /** In Prometheus' text format, version 0.0.4. */
    String text() {
        return registry.scrape();
    }

    private static double value(Meter meter) {
        return meter instanceof NodeRegistry.Weighted histogram
                ? histogram.snapshot().sum()
                : meter.measure().iterator().next().getValue();
    }

    private static List<Tag> tags(Metric metric, Object... values) {
        List<Metric.Label> labels = metric.labels();
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(
                    metric + ": " + labels.size() + " labels expected, got " + values.length);
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Metric.Label label = labels.get(i);
            String value = values[i] instanceof Enum<?> constant
                    ? constant.name().toLowerCase(Locale.ROOT)
                    : values[i].toString();
            if (!label.values.contains(value)) {
                throw new IllegalArgumentException(
                        metric + ": " + label.key + " is one of " + label.values + ", not " + value);
            }
            tags.add(Tag.of(label.key, value));
        }
        return tags;
    }

    /** Finds the one of an actor system. */
    private static final class Id extends ExtensionId<Metrics> {
        private static final Id INSTANCE = new Id();

        @Override
        public Metrics createExtension(ActorSystem<?> system) {
            return new Metrics(system);
        }
    }
}

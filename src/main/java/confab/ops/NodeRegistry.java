package confab.ops;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Iterator;
import java.util.List;

/** Micrometer's registry for Prometheus, which also takes weighted histograms as meters. Lives as long as its node. */
final class NodeRegistry extends PrometheusMeterRegistry {
    NodeRegistry() {
        super(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM);
        throwExceptionOnRegistrationFailure();
    }

    void register(Metric metric, Histogram histogram) {
        Meter.builder(metric.meterName(), Meter.Type.DISTRIBUTION_SUMMARY, new Measurements(metric, histogram))
                .description(metric.help())
                .register(this);
    }

    @Override
    protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
        if (measurements instanceof Measurements weighted) {
            getPrometheusRegistry().register(weighted);
            return new Weighted(id, weighted);
        }
        return super.newMeter(id, type, measurements);
    }

    /** The meter, as the registry lists it. */
    record Weighted(Meter.Id id, Measurements measurements) implements Meter {
        @Override
        public Id getId() {
            return id;
        }

        @Override
        public Iterable<Measurement> measure() {
            return measurements;
        }

        Histogram.Snapshot snapshot() {
            return measurements.histogram().snapshot();
        }
    }

    /** What Micrometer knows of it, and what Prometheus reads. */
    private record Measurements(Metric metric, Histogram histogram) implements Iterable<Measurement>, MultiCollector {
        @Override
        public Iterator<Measurement> iterator() {
            return List.of(
                            new Measurement(() -> histogram.snapshot().count(), Statistic.COUNT),
                            new Measurement(() -> histogram.snapshot().sum(), Statistic.TOTAL),
                            new Measurement(() -> histogram.snapshot().max(), Statistic.MAX))
                    .iterator();
        }

        @Override
        public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
            return List.of(
                    MetricFamilyDescriptor.histogram(metric.prometheusName()).build(),
                    MetricFamilyDescriptor.gauge(metric.prometheusName() + "_max")
                            .build());
        }

        @Override
        public MetricSnapshots collect() {
            Histogram.Snapshot now = histogram.snapshot();
            HistogramSnapshot buckets = HistogramSnapshot.builder()
                    .name(metric.prometheusName())
                    .help(metric.help())
                    .dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                            .classicHistogramBuckets(ClassicHistogramBuckets.of(now.bounds(), now.counts()))
                            .sum(now.sum())
                            .build())
                    .build();
            GaugeSnapshot max = GaugeSnapshot.builder()
                    .name(metric.prometheusName() + "_max")
                    .help(metric.help() + ": the largest of the last one or two minutes")
                    .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                            .value(now.max())
                            .build())
                    .build();
            return new MetricSnapshots(buckets, max);
        }
    }
}

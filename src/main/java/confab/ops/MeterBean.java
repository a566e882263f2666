package confab.ops;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import org.jspecify.annotations.Nullable;

/**
 * One meter for JMX, to be read only: {@code Value} of a gauge, {@code Count} of a counter, and of a histogram {@code Count},
 * {@code Sum}, {@code Max}, {@code P50}, {@code P90}, {@code P99} and its buckets as Prometheus has them. All are plain
 * numbers and arrays of them, so a client needs no class of ours.
 */
final class MeterBean implements DynamicMBean {
    private static final List<Integer> PERCENTILES = List.of(50, 90, 99);

    private final Map<String, Reading<?>> attributes = new LinkedHashMap<>();
    private final MBeanInfo about;

    private record Reading<T>(Class<T> type, Supplier<T> now) {}

    MeterBean(Meter meter) {
        if (meter instanceof NodeRegistry.Weighted histogram) {
            offer(histogram);
        } else {
            meter.measure()
                    .forEach(measurement ->
                            attributes.put(name(measurement), new Reading<>(Double.class, measurement::getValue)));
        }
        String description = meter.getId().getDescription();
        about = new MBeanInfo(
                MeterBean.class.getName(), description == null ? "" : description, infos(), null, null, null);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return about;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        Reading<?> attribute = attributes.get(name);
        if (attribute == null) {
            throw new AttributeNotFoundException(name + ": there are " + attributes.keySet());
        }
        return attribute.now().get();
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        AttributeList values = new AttributeList();
        for (String name : names) {
            Reading<?> attribute = attributes.get(name);
            if (attribute != null) {
                values.add(new Attribute(name, attribute.now().get()));
            }
        }
        return values;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + ": metrics are only read");
    }

    @Override
    public AttributeList setAttributes(AttributeList wanted) {
        return new AttributeList();
    }

    @Override
    public @Nullable Object invoke(String operation, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException(operation + ": metrics are only read");
    }

    private void offer(NodeRegistry.Weighted histogram) {
        attributes.put(
                "Count", new Reading<>(Long.class, () -> histogram.snapshot().count()));
        attributes.put(
                "Sum", new Reading<>(Double.class, () -> histogram.snapshot().sum()));
        attributes.put(
                "Max", new Reading<>(Double.class, () -> histogram.snapshot().max()));
        for (int percent : PERCENTILES) {
            attributes.put(
                    "P" + percent,
                    new Reading<>(Double.class, () -> histogram.snapshot().quantile(percent / 100.0)));
        }
        attributes.put(
                "BucketBounds",
                new Reading<>(double[].class, () -> histogram.snapshot().bounds()));
        attributes.put(
                "BucketCounts",
                new Reading<>(long[].class, () -> histogram.snapshot().cumulative()));
    }

    private static String name(Measurement measurement) {
        return switch (measurement.getStatistic()) {
            case COUNT -> "Count";
            case TOTAL, TOTAL_TIME -> "Sum";
            case MAX -> "Max";
            default -> "Value";
        };
    }

    private MBeanAttributeInfo[] infos() {
        return attributes.entrySet().stream()
                .map(attribute -> new MBeanAttributeInfo(
                        attribute.getKey(),
                        attribute.getValue().type().getName(),
                        attribute.getKey(),
                        true,
                        false,
                        false))
                .toArray(MBeanAttributeInfo[]::new);
    }
}

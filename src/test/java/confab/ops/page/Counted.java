package confab.ops.page;

import java.util.EnumMap;
import java.util.Map;

/** Metrics as a test sets them; 0 where it sets none. */
final class Counted implements Sampler.Readings {
    final Map<Series, Double> sums = new EnumMap<>(Series.class);
    final Map<Series, Double> weights = new EnumMap<>(Series.class);

    @Override
    public synchronized double sum(Series series) {
        return sums.getOrDefault(series, 0.0);
    }

    @Override
    public synchronized double weight(Series series) {
        return weights.getOrDefault(series, 0.0);
    }

    synchronized void set(Series series, double sum) {
        sums.put(series, sum);
    }

    synchronized void set(Series series, double sum, double weight) {
        sums.put(series, sum);
        weights.put(series, weight);
    }
}

package confab.ops.page;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Makes numbers of one moment from metrics that count for ever. Touched by one actor. A number that is not known, as of a part
 * that has not started, is NaN.
 */
final class Sampler {
    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private static final Series[] ALL = Series.values();

    private final Readings readings;
    private final LongSupplier nanoTime;

    private double[] sums;
    private double[] weights;
    private double[] last = unknown();

    /** What the node's metrics say now. */
    interface Readings {
        /** A level; or what was counted, or observed, in all. */
        double sum(Series series);

        /** How many observations there were of a mean. */
        double weight(Series series);
    }

    Sampler(Readings readings, LongSupplier nanoTime) {
        this.readings = readings;
        this.nanoTime = nanoTime;
        this.sums = new double[ALL.length];
        this.weights = new double[ALL.length];
        read(sums, weights);
    }

    /** Rates and means since the call before, levels as they are; by the order of {@link Series}. */
    double[] sample() {
        double[] nowSums = new double[ALL.length];
        double[] nowWeights = new double[ALL.length];
        read(nowSums, nowWeights);
        double[] sample = new double[ALL.length];
        for (int i = 0; i < ALL.length; i++) {
            sample[i] = ALL[i].kind() == Series.Kind.LEVEL
                    ? nowSums[i]
                    : perWeight(nowSums[i] - sums[i], nowWeights[i] - weights[i]);
        }
        sums = nowSums;
        weights = nowWeights;
        last = sample;
        return sample.clone();
    }

    /** Levels as they are, the others as they were in the last sample. */
    double[] now() {
        double[] now = last.clone();
        for (int i = 0; i < ALL.length; i++) {
            if (ALL[i].kind() == Series.Kind.LEVEL) {
                now[i] = readings.sum(ALL[i]);
            }
        }
        return now;
    }

    private void read(double[] toSums, double[] toWeights) {
        double seconds = nanoTime.getAsLong() / NANOS_PER_SECOND;
        for (int i = 0; i < ALL.length; i++) {
            toSums[i] = readings.sum(ALL[i]);
            toWeights[i] = ALL[i].kind() == Series.Kind.MEAN ? readings.weight(ALL[i]) : seconds;
        }
    }

    private static double perWeight(double sum, double weight) {
        return weight > 0 ? sum / weight : Double.NaN;
    }

    private static double[] unknown() {
        double[] values = new double[ALL.length];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}

package confab.ops;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import java.time.Duration;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often which values came. An observation has a weight, so that one stands for a batch: that is what Micrometer's own
 * cannot do. From any thread, without locks or allocation; buckets and sum may be one observation apart while it is made.
 */
public final class Histogram {
    /** The largest value is told for this long at least, and twice that at most. */
    private static final Duration MAX_WINDOW = Duration.ofMinutes(1);

    private static final double NANOS = 1e-9;

    private static final long[] TIMES = {
        100_000L,
        250_000L,
        500_000L,
        1_000_000L,
        2_500_000L,
        5_000_000L,
        10_000_000L,
        25_000_000L,
        50_000_000L,
        100_000_000L,
        250_000_000L,
        500_000_000L,
        1_000_000_000L,
        2_500_000_000L,
        5_000_000_000L,
        10_000_000_000L,
        30_000_000_000L
    };
    private static final long[] NUMBERS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096};

    private final long[] bounds;
    private final double unit;

    /** One more than bounds, for what is above all. */
    private final LongAdder[] weights;

    /** Nanoseconds of all observations together pass what a long holds within days. */
    private final DoubleAdder sum = new DoubleAdder();

    private final TimeWindowMax max = new TimeWindowMax(Clock.SYSTEM, MAX_WINDOW.toMillis(), 2);

    private Histogram(long[] bounds, double unit) {
        this.bounds = bounds;
        this.unit = unit;
        this.weights = new LongAdder[bounds.length + 1];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = new LongAdder();
        }
    }

    /** Of nanoseconds, shown in seconds. */
    public static Histogram ofTimes() {
        return new Histogram(TIMES, NANOS);
    }

    /** Of how many, up to some thousands. */
    public static Histogram ofNumbers() {
        return new Histogram(NUMBERS, 1);
    }

    /**
     * The value came so often.
     *
     * @param value in nanoseconds, or how many; one below zero, as from a clock that was set back, counts as zero
     * @param weight nothing is observed if it is 0
     */
    public void observe(long value, long weight) {
        if (weight <= 0) {
            return;
        }
        long seen = Math.max(0, value);
        int bucket = 0;
        while (bucket < bounds.length && seen > bounds[bucket]) {
            bucket++;
        }
        weights[bucket].add(weight);
        sum.add((double) seen * weight);
        max.record((double) seen);
    }

    /** As it is now. */
    Snapshot snapshot() {
        double[] upTo = new double[weights.length];
        long[] counts = new long[weights.length];
        for (int i = 0; i < weights.length; i++) {
            upTo[i] = i < bounds.length ? shown(bounds[i]) : Double.POSITIVE_INFINITY;
            counts[i] = weights[i].sum();
        }
        return new Snapshot(upTo, counts, sum.sum() * unit, max.poll() * unit);
    }

    /** A power of ten is divided, not multiplied, so that 100 µs is 1.0E-4 and not a little more. */
    private double shown(long bound) {
        return unit == NANOS ? bound / 1e9 : (double) bound;
    }

    /**
     * What was observed.
     *
     * @param bounds upper ones, the last infinite
     * @param counts in each bucket alone
     * @param max of the last one or two minutes
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Snapshot(double[] bounds, long[] counts, double sum, double max) {
        long count() {
            long all = 0;
            for (long some : counts) {
                all += some;
            }
            return all;
        }

        /** In each bucket and those below it, as Prometheus has it. */
        long[] cumulative() {
            long[] all = counts.clone();
            for (int i = 1; i < all.length; i++) {
                all[i] += all[i - 1];
            }
            return all;
        }

        /** Below it lies that part of all, as far as the buckets tell: as {@code histogram_quantile} of Prometheus reckons. */
        double quantile(double part) {
            long[] upTo = cumulative();
            double rank = part * count();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0 && upTo[i] >= rank) {
                    double low = i == 0 ? 0 : bounds[i - 1];
                    return i == counts.length - 1
                            ? low
                            : low + (bounds[i] - low) * (rank - (upTo[i] - counts[i])) / counts[i];
                }
            }
            return 0;
        }
    }
}

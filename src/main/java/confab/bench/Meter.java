package confab.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Reads what the lanes count: how much there is of each since the last reading. On one thread. */
final class Meter {
    private static final int HISTOGRAM_DIGITS = 2;

    private final List<Lane> lanes;
    private Reading last = new Reading(0, 0, 0, 0);

    Meter(List<Lane> lanes) {
        this.lanes = lanes;
    }

    /** Totals at a time. */
    private record Reading(long atNanos, long deliveries, long posts, long cpuNanos) {}

    /**
     * What was counted in some time.
     *
     * @param cpuNanos of this whole process, all threads
     * @param latencies of the deliveries, in nanoseconds
     */
    record Span(long nanos, long deliveries, long posts, long cpuNanos, Histogram latencies) {
        private static final double NANOS_PER_SECOND = 1e9;

        static Span nothing() {
            return new Span(0, 0, 0, 0, new Histogram(HISTOGRAM_DIGITS));
        }

        /** The two one after the other. */
        Span plus(Span next) {
            Histogram both = latencies.copy();
            both.add(next.latencies);
            return new Span(
                    nanos + next.nanos,
                    deliveries + next.deliveries,
                    posts + next.posts,
                    cpuNanos + next.cpuNanos,
                    both);
        }

        double seconds() {
            return nanos / NANOS_PER_SECOND;
        }

        double perSecond(long count) {
            return nanos == 0 ? 0 : count / seconds();
        }
    }

    /** What there was since the last call. */
    Span read() {
        Reading now = new Reading(
                System.nanoTime(),
                lanes.stream().mapToLong(Lane::deliveries).sum(),
                lanes.stream().mapToLong(Lane::posts).sum(),
                cpuNanos());
        Histogram latencies = new Histogram(HISTOGRAM_DIGITS);
        lanes.forEach(lane -> latencies.add(lane.takeLatencies()));
        Span span = new Span(
                now.atNanos - last.atNanos,
                now.deliveries - last.deliveries,
                now.posts - last.posts,
                now.cpuNanos - last.cpuNanos,
                latencies);
        last = now;
        return span;
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}

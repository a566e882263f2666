package confab.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a bench found.
 *
 * @param joining how long it took until all were in their rooms
 * @param measured while it was measured
 * @param posts in all, to warm up too
 * @param tally of what was heard in all
 * @param faults what went wrong, by name, and how often
 */
public record Report(
        Plan plan,
        Attendance.Counts attendance,
        Duration joining,
        Meter.Span measured,
        long posts,
        Tally tally,
        Map<String, Long> faults) {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** Of the percentile file: lines between each halving of what is left. */
    private static final int TICKS_PER_HALVING = 5;

    public Report {
        faults = Map.copyOf(faults);
    }

    /** Whether everybody was there all the time and heard everything once, in order. */
    public boolean isClean() {
        return tally.isWhole() && faults.isEmpty() && attendance.present() == plan.connections();
    }

    /** For people; a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(plan.describe());
        lines.add(format(
                "%-13s %,13d  in %.2f s", "joined", attendance.joined(), joining.toMillis() / MILLIS_PER_SECOND));
        lines.add(counted("posts", measured.posts()));
        lines.add(counted("deliveries", measured.deliveries()));
        lines.add(latency());
        lines.add(format("%-13s %13s  of a core; %.2f µs per delivery", "own CPU", cores(), cpuMicros()));
        lines.add(format(
                "%-13s %,13d  deliveries of %,d posts, the warm-up and what came after included",
                "in all", tally.received(), posts));
        lines.add(format(
                "%-13s %,13d  not delivered; %,d repeated, %,d out of order",
                "missing", tally.missing(), tally.repeated(), tally.disordered()));
        faults.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(fault -> lines.add(format("%-13s %,13d  %s", "fault", fault.getValue(), fault.getKey())));
        return lines;
    }

    /** The latencies' percentiles in milliseconds, as HdrHistogram's plotters read them. */
    public void writePercentiles(Path file) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.US_ASCII)) {
            measured.latencies().outputPercentileDistribution(out, TICKS_PER_HALVING, NANOS_PER_MILLI);
            if (out.checkError()) {
                throw new IOException("The disk does not take it.");
            }
        }
    }

    private String counted(String name, long count) {
        return format(
                "%-13s %,13.0f  per second; %,d in %.2f s", name, measured.perSecond(count), count, measured.seconds());
    }

    private String latency() {
        Histogram latencies = measured.latencies();
        return format(
                "%-13s %13s  p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f",
                "latency",
                "ms",
                at(latencies, 50),
                at(latencies, 90),
                at(latencies, 99),
                at(latencies, 99.9),
                at(latencies, 100));
    }

    static double at(Histogram latencies, double percentile) {
        return latencies.getTotalCount() == 0 ? 0 : latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    private String cores() {
        return format("%.2f", measured.nanos() == 0 ? 0 : (double) measured.cpuNanos() / measured.nanos());
    }

    private double cpuMicros() {
        return measured.deliveries() == 0 ? 0 : measured.cpuNanos() / NANOS_PER_MICRO / measured.deliveries();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

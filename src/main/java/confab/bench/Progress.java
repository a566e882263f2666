package confab.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** A line each second while a bench runs. */
final class Progress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;
    private final Attendance attendance;
    private final Meter meter;
    private final long beganNanos = System.nanoTime();

    Progress(PrintWriter out, Attendance attendance, Meter meter) {
        this.out = out;
        this.attendance = attendance;
        this.meter = meter;
    }

    /** What was counted up to now is told by nobody. */
    void skip() {
        meter.read();
    }

    /** Tells what was counted since the last time. */
    Meter.Span tell(String phase) {
        Meter.Span span = meter.read();
        Attendance.Counts counts = attendance.counts();
        out.printf(
                Locale.ROOT,
                "%4d s  %-10s  %,7d connected  %,7d joined  %,11.0f deliveries/s  %,9.0f posts/s  p50 %.2f ms  p99 %.2f ms%n",
                Math.round((System.nanoTime() - beganNanos) / NANOS_PER_SECOND),
                phase,
                counts.connected() - counts.left(),
                counts.present(),
                span.perSecond(span.deliveries()),
                span.perSecond(span.posts()),
                Report.at(span.latencies(), 50),
                Report.at(span.latencies(), 99));
        out.flush();
        return span;
    }
}

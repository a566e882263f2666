package confab;

import confab.log.LogWatch;
import confab.log.MessageLog;
import confab.ops.Histogram;
import confab.ops.Metric;
import confab.ops.Metrics;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What operators see of a node's log. */
final class LogMeters implements LogWatch {
    private final LongSupplier nanoTime;
    private final Histogram commits = Histogram.ofTimes();
    private final Histogram posts = Histogram.ofNumbers();
    private final Histogram reads = Histogram.ofTimes();
    private final LongAdder failedWrites = new LongAdder();
    private final LongAdder failedReads = new LongAdder();

    private LogMeters(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    static void start(Metrics metrics, MessageLog log, LongSupplier nanoTime) {
        LogMeters meters = new LogMeters(nanoTime);
        metrics.gauge(Metric.LOG_WORKS, () -> log.trouble().isEmpty() ? 1 : 0);
        metrics.gauge(Metric.LOG_QUEUED, log::queued);
        metrics.histogram(Metric.LOG_COMMIT, meters.commits);
        metrics.histogram(Metric.LOG_COMMIT_POSTS, meters.posts);
        metrics.histogram(Metric.LOG_READ, meters.reads);
        metrics.counter(Metric.LOG_FAILURES, meters.failedWrites::sum, "write");
        metrics.counter(Metric.LOG_FAILURES, meters.failedReads::sum, "read");
        log.watch(meters);
    }

    @Override
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    @Override
    public void committed(long sinceNanos, int count) {
        commits.observe(nanoTime() - sinceNanos, 1);
        posts.observe(count, 1);
    }

    @Override
    public void read(long sinceNanos) {
        reads.observe(nanoTime() - sinceNanos, 1);
    }

    @Override
    public void writeFailed() {
        failedWrites.increment();
    }

    @Override
    public void readFailed() {
        failedReads.increment();
    }
}

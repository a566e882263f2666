package confab;

import confab.ops.Histogram;
import confab.ops.Metric;
import confab.ops.Metrics;
import confab.relay.Books;
import confab.relay.PostCounts;
import confab.relay.RelayTimes;
import java.time.Clock;
import java.util.function.LongSupplier;

/** What operators see of a node's relays: posts upward, deliveries downward. */
final class RelayMeters implements RelayTimes {
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final Histogram batches = Histogram.ofNumbers();
    private final Histogram acknowledged = Histogram.ofTimes();
    private final Histogram delivered = Histogram.ofTimes();
    private final Histogram fannedOut = Histogram.ofTimes();

    /** @param clock gave the messages their time stamps, here or on other nodes */
    RelayMeters(LongSupplier nanoTime, Clock clock) {
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    @Override
    public void shipped(int posts) {
        batches.observe(posts, 1);
    }

    @Override
    public void acknowledged(long sinceNanos, int posts) {
        acknowledged.observe(nanoTime.getAsLong() - sinceNanos, posts);
    }

    @Override
    public void delivered(long arrivedNanos, long atMillis, long deliveries) {
        fannedOut.observe(nanoTime.getAsLong() - arrivedNanos, deliveries);
        delivered.observe((clock.millis() - atMillis) * 1_000_000, deliveries);
    }

    void show(Metrics metrics, Books books, PostCounts posts) {
        showPosts(metrics, posts);
        showDeliveries(metrics, books);
        metrics.gauge(Metric.RELAYS, books::relays);
        metrics.gauge(Metric.MEMBERS, books::members);
        metrics.gauge(Metric.MEMBERS_LAGGING, books::lagging);
        metrics.counter(Metric.CATCHUPS, books::catchUps);
        for (Books.Source source : Books.Source.values()) {
            metrics.counter(Metric.RESUMES, () -> books.resumes(source), source);
        }
    }

    private void showPosts(Metrics metrics, PostCounts posts) {
        metrics.counter(Metric.POSTS, posts::kept, "kept");
        metrics.counter(Metric.POSTS, posts::repeated, "repeated");
        metrics.counter(Metric.POSTS, posts::overloaded, "overloaded");
        metrics.counter(Metric.POSTS, posts::unavailable, "unavailable");
        metrics.counter(Metric.POSTS_BYTES, posts::bytes);
        metrics.gauge(Metric.RELAY_QUEUED, posts::waiting);
        metrics.histogram(Metric.RELAY_BATCH, batches);
        metrics.histogram(Metric.POST_ACKNOWLEDGED, acknowledged);
    }

    private void showDeliveries(Metrics metrics, Books books) {
        metrics.counter(Metric.DELIVERIES_DUE, books::due);
        metrics.counter(Metric.DELIVERIES, books::live, "live");
        metrics.counter(Metric.DELIVERIES, books::caughtUp, "caught_up");
        metrics.counter(Metric.DELIVERIES_OWN, books::own);
        metrics.gauge(Metric.DELIVERIES_BEHIND, books::behind);
        metrics.counter(Metric.DELIVERIES_ABANDONED, books::abandoned);
        for (Books.Drop cause : Books.Drop.values()) {
            metrics.counter(Metric.DELIVERIES_DROPPED, () -> books.dropped(cause), cause);
        }
        metrics.counter(Metric.DELIVERIES_BYTES, books::bytes);
        metrics.histogram(Metric.POST_DELIVERED, delivered);
        metrics.histogram(Metric.FANOUT, fannedOut);
    }
}

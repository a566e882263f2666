package confab.session;

import java.time.Duration;

/** How fast one connection may post: so many at once, and so many per second for good. */
final class TokenBucket {
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private static final double NANOS_PER_MILLI = 1e6;

    private final double perNano;
    private final int burst;
    private double tokens;
    private long lastNanos;

    /** @param perSecond 0 for no limit */
    TokenBucket(int perSecond, int burst, long nanos) {
        this.perNano = (double) perSecond / NANOS_PER_SECOND;
        this.burst = burst;
        this.tokens = burst;
        this.lastNanos = nanos;
    }

    /** Zero if one more may pass now, and it has; else how long to wait, in whole milliseconds. */
    Duration take(long nanos) {
        if (perNano == 0) {
            return Duration.ZERO;
        }
        tokens = Math.min(burst, tokens + (nanos - lastNanos) * perNano);
        lastNanos = nanos;
        if (tokens >= 1) {
            tokens--;
            return Duration.ZERO;
        }
        return Duration.ofMillis((long) Math.ceil((1 - tokens) / perNano / NANOS_PER_MILLI));
    }
}

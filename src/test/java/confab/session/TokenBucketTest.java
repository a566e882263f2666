package confab.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBurstPassesAndThenTheRateHolds() {
        TokenBucket bucket = new TokenBucket(10, 3, 0);
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isEqualTo(Duration.ofMillis(100));
        assertThat(bucket.take(SECOND / 20)).isEqualTo(Duration.ofMillis(50));
        assertThat(bucket.take(SECOND / 10)).isZero();
    }

    @Test
    void theWaitIsNeverNone() {
        TokenBucket bucket = new TokenBucket(5_000, 1, 0);
        bucket.take(0);
        assertThat(bucket.take(0)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void whatIsSavedIsBounded() {
        TokenBucket bucket = new TokenBucket(10, 2, 0);
        assertThat(bucket.take(3_600 * SECOND)).isZero();
        assertThat(bucket.take(3_600 * SECOND)).isZero();
        assertThat(bucket.take(3_600 * SECOND)).isPositive();
    }

    @Test
    void withoutARateAllPasses() {
        TokenBucket bucket = new TokenBucket(0, 1, 0);
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isZero();
    }
}

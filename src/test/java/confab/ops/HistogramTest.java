package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HistogramTest {
    @Test
    void oneObservationStandsForAsManyAsItWeighs() {
        Histogram times = Histogram.ofTimes();
        times.observe(2_000_000, 1_000);
        times.observe(40_000_000, 1);
        times.observe(1, 0);

        Histogram.Snapshot now = times.snapshot();
        assertThat(now.count()).isEqualTo(1_001);
        assertThat(now.sum()).isCloseTo(2.04, within(1e-9));
        assertThat(now.max()).isCloseTo(0.04, within(1e-9));
        assertThat(now.quantile(0.5)).isBetween(0.001, 0.0025);
        assertThat(now.quantile(0.9999)).isBetween(0.025, 0.05);
    }

    @Test
    void aValueOnABoundIsInTheBucketThatEndsThere() {
        Histogram numbers = Histogram.ofNumbers();
        numbers.observe(4, 1);
        numbers.observe(5, 1);

        assertThat(numbers.snapshot().bounds()).startsWith(1, 2, 4, 8);
        assertThat(numbers.snapshot().cumulative()).startsWith(0, 0, 1, 2).endsWith(2);
    }

    @Test
    void boundsAreRoundNumbersOfSeconds() {
        assertThat(Histogram.ofTimes().snapshot().bounds())
                .startsWith(0.0001, 0.00025, 0.0005, 0.001)
                .endsWith(30, Double.POSITIVE_INFINITY);
    }

    @Test
    void aClockThatWasSetBackCountsAsNoTime() {
        Histogram times = Histogram.ofTimes();
        times.observe(-5_000_000_000L, 3);

        assertThat(times.snapshot().count()).isEqualTo(3);
        assertThat(times.snapshot().sum()).isZero();
    }

    @Test
    void whatIsAboveAllBoundsIsToldAsTheLastOne() {
        Histogram numbers = Histogram.ofNumbers();
        numbers.observe(1_000_000, 1);

        assertThat(numbers.snapshot().quantile(0.5)).isEqualTo(4_096);
        assertThat(numbers.snapshot().max()).isEqualTo(1_000_000);
    }

    @Test
    void observationsOfManyThreadsAllCount() {
        Histogram numbers = Histogram.ofNumbers();
        CompletableFuture<?>[] threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, 10_000).forEach(i -> numbers.observe(3, 2))))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(threads).join();

        assertThat(numbers.snapshot().count()).isEqualTo(80_000);
        assertThat(numbers.snapshot().sum()).isEqualTo(240_000);
    }

    @Test
    void sumsOfALongTimeAndManyClientsStillGrow() {
        Histogram times = Histogram.ofTimes();
        times.observe(1_000_000_000L, 5_000_000_000L);
        times.observe(1_000_000_000L, 5_000_000_000L);

        assertThat(times.snapshot().sum()).isCloseTo(1e10, within(1e-3));
    }

    @Test
    void nothingObservedIsAllZeros() {
        assertThat(Histogram.ofTimes().snapshot().quantile(0.99)).isZero();
        assertThat(Histogram.ofTimes().snapshot().max()).isZero();
    }
}

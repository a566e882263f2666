package confab.ops.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SamplerTest {
    private final Counted counted = new Counted();
    private long nanos = -5;

    @Test
    void aRateIsWhatCameSinceTheSampleBeforeBySecond() {
        counted.set(Series.POSTS, 1_000);
        Sampler sampler = new Sampler(counted, () -> nanos);
        pass(Duration.ofSeconds(10));
        counted.set(Series.POSTS, 1_025);
        assertThat(sampled(sampler, Series.POSTS)).isEqualTo(2.5);
        pass(Duration.ofSeconds(30));
        counted.set(Series.POSTS, 1_325);
        assertThat(sampled(sampler, Series.POSTS)).isCloseTo(10, within(1e-6));
    }

    @Test
    void aMeanIsOfWhatWasObservedSinceAndUnknownIfNothingWas() {
        counted.set(Series.ACKNOWLEDGED, 50, 100);
        Sampler sampler = new Sampler(counted, () -> nanos);
        pass(Duration.ofSeconds(10));
        counted.set(Series.ACKNOWLEDGED, 53, 106);
        assertThat(sampled(sampler, Series.ACKNOWLEDGED)).isEqualTo(0.5);
        pass(Duration.ofSeconds(10));
        assertThat(sampled(sampler, Series.ACKNOWLEDGED)).isNaN();
    }

    @Test
    void betweenSamplesLevelsAreFreshAndRatesThoseOfTheLast() {
        Sampler sampler = new Sampler(counted, () -> nanos);
        assertThat(of(sampler.now(), Series.POSTS)).isNaN();
        pass(Duration.ofSeconds(10));
        counted.set(Series.POSTS, 20);
        counted.set(Series.ROOMS, 3);
        assertThat(sampled(sampler, Series.ROOMS)).isEqualTo(3);
        counted.set(Series.POSTS, 90);
        counted.set(Series.ROOMS, 4);
        assertThat(of(sampler.now(), Series.POSTS)).isEqualTo(2);
        assertThat(of(sampler.now(), Series.ROOMS)).isEqualTo(4);
    }

    @Test
    void whatIsNotShownYetIsUnknownUntilItWasThereForTwoSamples() {
        counted.set(Series.POSTS, Double.NaN);
        Sampler sampler = new Sampler(counted, () -> nanos);
        pass(Duration.ofSeconds(10));
        counted.set(Series.POSTS, 7);
        assertThat(sampled(sampler, Series.POSTS)).isNaN();
        pass(Duration.ofSeconds(10));
        counted.set(Series.POSTS, 17);
        assertThat(sampled(sampler, Series.POSTS)).isEqualTo(1);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static double sampled(Sampler sampler, Series series) {
        return of(sampler.sample(), series);
    }

    private static double of(double[] values, Series series) {
        return values[List.of(Series.values()).indexOf(series)];
    }
}

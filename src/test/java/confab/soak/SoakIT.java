package confab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The soak, so short that it is part of every build; {@link SoakCommand} is the long one. */
final class SoakIT {
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Saboteur.Pace PACE = new Saboteur.Pace(Duration.ofSeconds(2), Duration.ofSeconds(8));
    private static final Crowd.Mix CLIENTS = new Crowd.Mix(5, 2, 2, 2);

    @Test
    void promisesHoldThroughHalfAMinuteOfFaults() throws IOException {
        long seed = new Random().nextInt(Integer.MAX_VALUE);
        // What the nodes said is worth more than the place that it takes.
        Path folder = Path.of("target", "soak", Long.toString(seed)).toAbsolutePath();
        Report report = Soak.play(new Soak.Plan(TIME, 3, seed, "sqlite", 150, PACE, 4, CLIENTS, folder));
        System.out.println(report);
        assertThat(report.verdicts()).allSatisfy(verdict -> assertThat(verdict).matches(Verdict::isHeld));
        assertThat(report.faults()).isPositive();
        assertThat(report.messages()).isPositive();
    }
}

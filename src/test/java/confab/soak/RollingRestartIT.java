package confab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A rolling restart with some hundred clients; {@link RollingRestartCommand} takes thousands. */
final class RollingRestartIT {
    private static final Crowd.Mix CLIENTS = new Crowd.Mix(150, 50, 60, 40);

    /** So slow that these clients, sent away all at once, would be too many for the others. */
    private static final RollingRestart.Pace PACE = new RollingRestart.Pace(20, 20, 2);

    @Test
    void nothingIsLostOrRepeatedAndTheOtherNodesAreNotOverrun() throws IOException {
        Path folder = Path.of("target", "rolling", Long.toString(System.currentTimeMillis()))
                .toAbsolutePath();
        RollingReport report = RollingRestart.play(new RollingRestart.Plan(CLIENTS, 10, 60, PACE, folder));
        System.out.println(report);
        assertThat(report.verdicts()).allSatisfy(verdict -> assertThat(verdict).matches(Verdict::isHeld));
        assertThat(report.steps()).allSatisfy(step -> assertThat(step).matches(RollingRestart.Step::isBounded));
        assertThat(report.steps()).as("or all may be too few").anyMatch(RollingRestart.Step::couldBeBroken);
        assertThat(report.oddities()).isEmpty();
        assertThat(report.messages()).isPositive();
        assertThat(report.moves()).isPositive();
    }
}

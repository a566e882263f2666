package confab.edge;

import static confab.edge.Liveness.Verdict.FINE;
import static confab.edge.Liveness.Verdict.PING;
import static confab.edge.Liveness.Verdict.SILENT;
import static confab.edge.Liveness.Verdict.STUCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LivenessTest {
    private final Liveness liveness = new Liveness(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(4));

    @Test
    void aClientIsAskedInTurnAndWhoAnswersLives() {
        assertThat(tick()).isEqualTo(FINE);
        assertThat(tick()).isEqualTo(FINE);
        assertThat(tick()).isEqualTo(PING);
        assertThat(tick()).isEqualTo(FINE);
        liveness.heard();
        assertThat(tick()).isEqualTo(FINE);
        assertThat(tick()).isEqualTo(PING);
        assertThat(tick()).isEqualTo(FINE);
        assertThat(tick()).isEqualTo(SILENT);
    }

    @Test
    void whileTheClientIsNotReadItsHeartbeatStandsStill() {
        tick();
        tick();
        assertThat(tick()).isEqualTo(PING);
        for (int i = 0; i < 100; i++) {
            assertThat(liveness.tick(false, true, 0)).isEqualTo(FINE);
        }
        assertThat(tick()).isEqualTo(FINE);
        assertThat(tick()).isEqualTo(SILENT);
    }

    @Test
    void whoTakesNothingIsStuckAndWhoTakesALittleIsNot() {
        for (int pending = 100; pending > 0; pending--) {
            assertThat(liveness.tick(true, false, pending)).isEqualTo(FINE);
        }
        assertThat(liveness.tick(true, false, 1)).isEqualTo(FINE);
        assertThat(liveness.tick(true, false, 1)).isEqualTo(FINE);
        assertThat(liveness.tick(true, false, 1)).isEqualTo(FINE);
        assertThat(liveness.tick(true, false, 1)).isEqualTo(STUCK);
    }

    @Test
    void aTimeoutLongerThanTheIntervalRunsOut() {
        Liveness patient = new Liveness(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4));
        assertThat(patient.tick(true, true, 0)).isEqualTo(FINE);
        assertThat(patient.tick(true, true, 0)).isEqualTo(PING);
        assertThat(patient.tick(true, true, 0)).isEqualTo(FINE);
        assertThat(patient.tick(true, true, 0)).isEqualTo(PING);
        assertThat(patient.tick(true, true, 0)).isEqualTo(SILENT);
    }

    @Test
    void anAnswerInTimeStartsALongTimeoutAnew() {
        Liveness patient = new Liveness(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4));
        for (int i = 0; i < 20; i++) {
            assertThat(patient.tick(true, true, 0)).isIn(FINE, PING);
            assertThat(patient.tick(true, true, 0)).isIn(FINE, PING);
            patient.heard();
        }
        assertThat(patient.tick(true, true, 0)).isEqualTo(FINE);
        assertThat(patient.tick(true, true, 0)).isEqualTo(PING);
        assertThat(patient.tick(true, true, 0)).isEqualTo(FINE);
        assertThat(patient.tick(true, true, 0)).isEqualTo(PING);
        assertThat(patient.tick(true, true, 0)).isEqualTo(SILENT);
    }

    @Test
    void aPartOfASecondIsWaitedForWhole() {
        assertThat(Ticking.ticks(Duration.ofMillis(1_500))).isEqualTo(2);
        assertThat(Ticking.ticks(Duration.ofSeconds(2))).isEqualTo(2);
        assertThat(Ticking.ticks(Duration.ofMillis(1))).isEqualTo(1);
    }

    private Liveness.Verdict tick() {
        return liveness.tick(true, true, 0);
    }
}

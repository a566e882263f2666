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

    private Liveness.Verdict tick() {
        return liveness.tick(true, true, 0);
    }
}

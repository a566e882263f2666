package confab.edge;

import static confab.edge.Patience.Verdict.FINE;
import static confab.edge.Patience.Verdict.IDLE;
import static confab.edge.Patience.Verdict.TOO_SLOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PatienceTest {
    private final Patience patience = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(4));

    @Test
    void aRequestThatComesByteForByteIsTooSlow() {
        for (int i = 0; i < 2; i++) {
            assertThat(patience.tick(true, 0)).isEqualTo(FINE);
            patience.moved();
        }
        assertThat(patience.tick(true, 0)).isEqualTo(TOO_SLOW);
    }

    @Test
    void whileTheRouteDoesNotReadTheRequestsClockStandsStill() {
        assertThat(patience.tick(true, 0)).isEqualTo(FINE);
        for (int i = 0; i < 100; i++) {
            assertThat(patience.tick(false, 0)).isEqualTo(FINE);
            patience.moved();
        }
        assertThat(patience.tick(true, 0)).isEqualTo(FINE);
        assertThat(patience.tick(true, 0)).isEqualTo(TOO_SLOW);
    }

    @Test
    void eachRequestHasAllItsTime() {
        for (int i = 0; i < 10; i++) {
            assertThat(patience.tick(true, 0)).isEqualTo(FINE);
            assertThat(patience.tick(true, 0)).isEqualTo(FINE);
            patience.onAnswered();
        }
    }

    @Test
    void aConnectionIsIdleWhenNothingMovesEitherWay() {
        for (int pending = 20; pending > 0; pending--) {
            assertThat(patience.tick(false, pending)).isEqualTo(FINE);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(patience.tick(false, 1)).isEqualTo(FINE);
        }
        patience.moved();
        for (int i = 0; i < 4; i++) {
            assertThat(patience.tick(false, 1)).isEqualTo(FINE);
        }
        assertThat(patience.tick(false, 1)).isEqualTo(IDLE);
    }
}

package confab.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeartbeatTest {
    private static final Heartbeat.Pace PACE = new Heartbeat.Pace(300, 200, 33);

    /** Anywhere, at the end of the numbers too: nothing says where {@link System#nanoTime} stands. */
    @ParameterizedTest
    @ValueSource(longs = {0, -250, Long.MAX_VALUE - 250, Long.MIN_VALUE})
    void aPingIsDueAfterTheIntervalAndTheEndAfterTheTimeout(long start) {
        Heartbeat heart = new Heartbeat(PACE, start);
        assertThat(heart.due(true)).isEqualTo(start + 300);
        assertThat(heart.look(start + 299, true, false)).isEqualTo(Heartbeat.Verdict.FINE);
        assertThat(heart.look(start + 300, true, false)).isEqualTo(Heartbeat.Verdict.PING);
        assertThat(heart.due(true)).isEqualTo(start + 500);
        assertThat(heart.look(start + 499, true, false)).isEqualTo(Heartbeat.Verdict.FINE);
        assertThat(heart.isSilent(start + 499, false)).isFalse();
        assertThat(heart.isSilent(start + 500, false)).isTrue();
        assertThat(heart.look(start + 500, true, false)).isEqualTo(Heartbeat.Verdict.SILENT);
    }

    @Test
    void aLatePingDoesNotPutOffTheEndOfWhoIsNotThere() {
        Heartbeat heart = new Heartbeat(PACE, 0);
        assertThat(heart.look(390, true, false)).isEqualTo(Heartbeat.Verdict.PING);
        assertThat(heart.due(true)).isEqualTo(500);
        assertThat(new Heartbeat(PACE, 0).look(500, true, false)).isEqualTo(Heartbeat.Verdict.SILENT);
    }

    @Test
    void whoWaitedForALatePingHasItsTime() {
        Heartbeat usual = new Heartbeat(PACE, 0);
        assertThat(usual.look(333, true, true)).isEqualTo(Heartbeat.Verdict.PING);
        assertThat(usual.due(true)).isEqualTo(500);
        Heartbeat late = new Heartbeat(PACE, 0);
        assertThat(late.isSilent(700, true)).isFalse();
        assertThat(late.look(700, true, true)).isEqualTo(Heartbeat.Verdict.PING);
        assertThat(late.due(true)).isEqualTo(700 - 33 + 200);
        assertThat(late.look(867, true, true)).isEqualTo(Heartbeat.Verdict.SILENT);
    }

    @Test
    void theNextPingCountsFromTheAnswer() {
        Heartbeat heart = new Heartbeat(PACE, 0);
        heart.look(300, true, false);
        heart.answered(450);
        assertThat(heart.due(true)).isEqualTo(750);
        assertThat(heart.look(749, true, false)).isEqualTo(Heartbeat.Verdict.FINE);
        assertThat(heart.look(750, true, false)).isEqualTo(Heartbeat.Verdict.PING);
    }

    @Test
    void whoSaysSomethingElseIsAliveButStillAsked() {
        Heartbeat heart = new Heartbeat(PACE, 0);
        heart.look(300, true, false);
        heart.heard(490);
        assertThat(heart.due(true)).isEqualTo(690);
        assertThat(heart.look(600, true, false)).isEqualTo(Heartbeat.Verdict.FINE);
        assertThat(heart.isSilent(690, false)).isTrue();
    }

    @Test
    void whatWasHeardBeforeThePingDoesNotCount() {
        Heartbeat heart = new Heartbeat(PACE, 0);
        heart.heard(290);
        heart.look(300, true, false);
        assertThat(heart.isSilent(500, false)).isTrue();
    }

    @Test
    void whoIsNotReadIsPingedOnAndNeverSilent() {
        Heartbeat heart = new Heartbeat(PACE, 0);
        assertThat(heart.look(300, false, false)).isEqualTo(Heartbeat.Verdict.PING);
        assertThat(heart.look(599, false, false)).isEqualTo(Heartbeat.Verdict.FINE);
        assertThat(heart.due(false)).isEqualTo(600);
        assertThat(heart.look(600, false, false)).isEqualTo(Heartbeat.Verdict.PING);
        assertThat(heart.look(5_000, false, false)).isEqualTo(Heartbeat.Verdict.PING);
        heart.heard(5_100);
        assertThat(heart.look(5_299, true, false)).isEqualTo(Heartbeat.Verdict.FINE);
        assertThat(heart.look(5_300, true, false)).isEqualTo(Heartbeat.Verdict.SILENT);
    }
}

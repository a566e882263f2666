package confab.session;

import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;

/** A client that says more than it is asked for, as fast as it is let. */
final class IntakeTest implements Subscription {
    private final Intake intake = new Intake(2);
    private int said;
    private int asked;
    private boolean isCancelled;

    @Test
    void servesInOrderAndNeverHoldsMoreThanItAskedFor() {
        intake.opened(this);
        List<String> served = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            say();
            assertThat(asked - served.size()).isEqualTo(Intake.AHEAD);
            for (Request next = intake.next(); next != null; next = intake.next()) {
                served.add(String.valueOf(next.ref()));
            }
        }
        assertThat(served).hasSizeGreaterThan(30).isEqualTo(refs(said));
    }

    @Test
    void whatWaitsForAnAnswerIsNotReplacedByMore() {
        intake.opened(this);
        say();
        intake.asked();
        assertThat(intake.next()).isNotNull();
        intake.asked();
        assertThat(intake.next()).isNull();
        assertThat(asked).isEqualTo(Intake.AHEAD);
        assertThat(intake.isIdle()).isFalse();
        intake.answered();
        assertThat(intake.next()).isNotNull();
        assertThat(asked).isEqualTo(Intake.AHEAD + 2);
    }

    @Test
    void nothingIsServedWhileAJoinIsUnderWayOrAPageIsRead() {
        intake.received(new Request.Ping("1"));
        intake.joining();
        assertThat(intake.next()).isNull();
        intake.joined();
        intake.readingHistory();
        assertThat(intake.next()).isNull();
        intake.historyRead();
        assertThat(intake.next()).isNotNull();
        assertThat(intake.next()).isNull();
    }

    @Test
    void isIdleWhenAllIsServedAndNoJoinIsUnderWay() {
        assertThat(intake.isIdle()).isTrue();
        intake.joining();
        assertThat(intake.isIdle()).isFalse();
        intake.joined();
        intake.received(new Request.Ping("1"));
        assertThat(intake.isIdle()).isFalse();
    }

    @Test
    void whoWantsNoMoreSaysSo() {
        intake.cancel();
        intake.opened(this);
        assertThat(isCancelled).isFalse();
        intake.cancel();
        assertThat(isCancelled).isTrue();
    }

    @Override
    public void request(long n) {
        asked += (int) n;
    }

    @Override
    public void cancel() {
        isCancelled = true;
    }

    /** All that was asked for. */
    private void say() {
        while (said < asked) {
            said++;
            intake.received(new Request.Ping(String.valueOf(said)));
        }
    }

    private static List<String> refs(int count) {
        List<String> refs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            refs.add(String.valueOf(i));
        }
        return refs;
    }
}

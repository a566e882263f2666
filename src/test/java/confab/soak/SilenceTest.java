package confab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import confab.soak.Sending.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SilenceTest {
    private static final String ROOM = "room";
    private static final int NODE = 2;

    private final Outages outages = new Outages();

    @Test
    void aWaitLastsUntilTheAcknowledgementHoweverOftenThePostIsSent() {
        Sending refused = sentAt(1, 1);
        refused.end(seconds(4));
        Sending again = sentAt(1, 5);
        again.acknowledge(1, seconds(8));
        assertThat(longest(refused, again)).hasSeconds(7);
    }

    @Test
    void onlyTimeOverAnotherConnectionCountsAnew() {
        Sending lost = sentAt(1, 1);
        lost.end(seconds(4));
        Sending again = sentAt(2, 5);
        again.acknowledge(1, seconds(8));
        assertThat(longest(lost, again)).hasSeconds(3);
    }

    @Test
    void whatIsNeverAnsweredLastsToTheEnd() {
        assertThat(longest(sentAt(1, 1))).hasSeconds(99);
    }

    @Test
    void timeInWhichTheNodeIsInTroubleDoesNotCount() {
        Sending sending = sentAt(1, 1);
        sending.acknowledge(1, seconds(20));
        outages.begin(NODE, seconds(3));
        outages.end(NODE, seconds(15));
        outages.begin(NODE + 1, seconds(16));
        assertThat(longest(sending)).hasSeconds(5);
        assertThat(outages.isUp(NODE, seconds(2))).isTrue();
        assertThat(outages.isUp(NODE, seconds(4))).isFalse();
        assertThat(outages.isUp(NODE + 1, seconds(17))).isFalse();
    }

    @Test
    void aNodeThatDoesNotComeBackCountsUntilItWent() {
        Sending sending = sentAt(1, 1);
        sending.acknowledge(1, seconds(20));
        outages.begin(NODE, seconds(3));
        assertThat(longest(sending)).hasSeconds(2);
    }

    @Test
    void whoUsesAllNodesWaitsOnlyWhileAllAreUp() {
        Sending sending = new Sending(new Mark(1, 1), ROOM, 1, Outages.ANY, Kind.FIRST, seconds(1));
        sending.acknowledge(1, seconds(20));
        outages.begin(NODE, seconds(12));
        outages.end(NODE, seconds(14));
        outages.begin(NODE + 1, seconds(5));
        outages.end(NODE + 1, seconds(9));
        assertThat(longest(sending)).hasSeconds(6);
        assertThat(outages.isUp(Outages.ANY, seconds(6))).isFalse();
        assertThat(outages.isUp(Outages.ANY, seconds(10))).isTrue();
    }

    private Duration longest(Sending... sendings) {
        Silence silence =
                Silence.longest(List.of(sendings), outages, seconds(100)).get(ROOM);
        assertThat(silence).isNotNull();
        return silence.length();
    }

    private static Sending sentAt(int connection, int second) {
        return new Sending(new Mark(1, 1), ROOM, connection, NODE, Kind.FIRST, seconds(second));
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}

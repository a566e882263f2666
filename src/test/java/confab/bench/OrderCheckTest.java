package confab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class OrderCheckTest {
    private final OrderCheck check = new OrderCheck();

    @Test
    void oneAfterTheOtherIsInOrder() {
        hear(1, 2, 3);
        assertCounts(0, 0, 0);
    }

    @Test
    void whoComesLaterBeginsWhereItJoined() {
        check.startAfter(41);
        hear(42, 43);
        assertCounts(0, 0, 0);
    }

    @Test
    void whatIsLeftOutIsCounted() {
        hear(1, 4, 5);
        assertCounts(2, 0, 0);
    }

    @Test
    void theFirstMayBeLeftOutToo() {
        hear(2);
        assertCounts(1, 0, 0);
    }

    @Test
    void whatComesAgainIsRepeated() {
        hear(1, 2, 2, 1);
        assertCounts(0, 2, 0);
    }

    @Test
    void whatComesLateIsOutOfOrderAndNotMissing() {
        hear(1, 5, 3, 4, 2);
        assertCounts(0, 0, 3);
    }

    @Test
    void lateOnceIsOutOfOrderAndTwiceIsRepeated() {
        hear(1, 3, 2, 2);
        assertCounts(0, 1, 1);
    }

    @Test
    void gapsWithoutEndTakeNoMemoryWithoutEnd() {
        hear(LongStream.rangeClosed(1, 5_000).map(n -> 2 * n).toArray());
        assertCounts(5_000, 0, 0);
        hear(1, 9_999);
        assertCounts(4_999, 1, 1);
    }

    private void hear(long... numbers) {
        LongStream.of(numbers).forEach(check::heard);
    }

    private void assertCounts(long skipped, long repeated, long disordered) {
        assertThat(new long[] {check.skipped(), check.repeated(), check.disordered()})
                .containsExactly(skipped, repeated, disordered);
    }
}

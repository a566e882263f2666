package confab.ops.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SampleRingTest {
    private final SampleRing ring = new SampleRing(4);

    @Test
    void itKeepsTheNewestAndNoMoreThanItHolds() {
        add(1, 2, 3);
        assertThat(slots(0)).containsExactly(1, 2, 3);
        add(4, 5, 6, 7, 8, 9);
        assertThat(slots(0)).containsExactly(6, 7, 8, 9);
    }

    @Test
    void onlyWhatIsLaterIsTold() {
        add(10, 11, 14, 15, 16);
        assertThat(slots(11)).containsExactly(14, 15, 16);
        assertThat(slots(12)).containsExactly(14, 15, 16);
        assertThat(slots(16)).isEmpty();
        assertThat(ring.after(15)).containsExactly(NodeHistory.Sample.of(16, new double[] {160}));
    }

    @Test
    void afterTheClockWasSetBackTheNewSamplesTakeThePlaceOfThoseOfTheSameTime() {
        add(10, 11, 12, 13, 14, 12);
        assertThat(slots(0)).containsExactly(11, 12);
        add(13, 14, 15);
        assertThat(slots(0)).containsExactly(12, 13, 14, 15);
        add(3);
        assertThat(slots(0)).containsExactly(3);
    }

    private void add(long... slots) {
        LongStream.of(slots).forEach(slot -> ring.add(slot, new double[] {slot * 10}));
    }

    private long[] slots(long after) {
        return ring.after(after).stream().mapToLong(NodeHistory.Sample::slot).toArray();
    }
}

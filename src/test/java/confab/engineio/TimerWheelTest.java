package confab.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import confab.relay.TestLane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimerWheelTest {
    private static final Duration TICK = Duration.ofMillis(50);

    private final TestLane lane = new TestLane();
    private final TimerWheel wheel = new TimerWheel(lane, lane::nanoTime, TICK);

    private final class Entry extends Timed {
        private final List<Long> looks = new ArrayList<>();
        private long due;

        Entry(long dueMillis) {
            due = Duration.ofMillis(dueMillis).toNanos();
        }

        /** Its time moves, as if something had happened. */
        void to(long dueMillis) {
            due = Duration.ofMillis(dueMillis).toNanos();
            wheel.changed(this);
        }

        @Override
        long due() {
            return due;
        }

        @Override
        void onDue(long now) {
            looks.add(Duration.ofNanos(now).toMillis());
            wheel.remove(this);
        }
    }

    private Entry add(long dueMillis) {
        Entry entry = new Entry(dueMillis);
        wheel.add(entry);
        return entry;
    }

    private void pass(long millis) {
        lane.pass(Duration.ofMillis(millis));
    }

    @Test
    void isLookedAtAtTheNextTickAndNotBefore() {
        Entry entry = add(120);
        Entry onTheTick = add(200);
        Entry past = add(-10);
        pass(149);
        assertThat(entry.looks).isEmpty();
        pass(1);
        assertThat(entry.looks).containsExactly(150L);
        pass(1_000);
        assertThat(onTheTick.looks).containsExactly(200L);
        assertThat(past.looks).containsExactly(50L);
    }

    @Test
    void aTimeMayMoveBothWays() {
        Entry later = add(100);
        later.due = Duration.ofMillis(400).toNanos();
        Entry earlier = add(30_000);
        earlier.to(300);
        pass(60_000);
        assertThat(later.looks).containsExactly(400L);
        assertThat(earlier.looks).containsExactly(300L);
    }

    @Test
    void whatIsFurtherAheadThanTheWheelIsLongComesInItsTurn() {
        Entry entry = add(100_000);
        pass(99_999);
        assertThat(entry.looks).isEmpty();
        pass(1);
        assertThat(entry.looks).containsExactly(100_000L);
    }

    @Test
    void whatWasTakenOutIsNotLookedAtAndAnEmptyWheelStands() {
        Entry gone = add(100);
        Entry stays = add(100);
        wheel.remove(gone);
        wheel.remove(gone);
        pass(100);
        assertThat(gone.looks).isEmpty();
        assertThat(stays.looks).containsExactly(100L);
        // Nothing is timed any more: after the last turn nothing is planned, until there is something again.
        pass(10_000);
        Entry next = add(10_170);
        pass(1_000);
        assertThat(next.looks).containsExactly(10_200L);
    }

    @Test
    void oneThatFailsDoesNotStopTheOthers() {
        wheel.add(new Timed() {
            @Override
            long due() {
                return 0;
            }

            @Override
            void onDue(long now) {
                wheel.remove(this);
                throw new IllegalStateException("in a test");
            }
        });
        Entry other = add(500);
        pass(1_000);
        assertThat(other.looks).containsExactly(500L);
    }

    @Test
    void manyAreEachLookedAtOnceInTime() {
        Random random = new Random(5);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            entries.add(add(random.nextInt(80_000)));
        }
        for (int i = 0; i < 500; i++) {
            entries.get(random.nextInt(2_000)).to(random.nextInt(80_000));
        }
        pass(90_000);
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.looks)
                        .singleElement()
                        .satisfies(at -> assertThat(at - entry.due / 1_000_000).isBetween(0L, 50L)));
    }
}

package confab.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When what one turn wrote goes out, by a clock that stands still; the loop is never started, so the turn does not end. */
final class TurnEndTest {
    private final MockTicker clock = Ticker.newMockTicker();
    private final TurnEnd turnEnd = new TurnEnd(new DefaultEventLoop() {
        @Override
        public Ticker ticker() {
            return clock;
        }
    });
    private final List<String> done = new ArrayList<>();

    @Test
    void aThousandSocketsDoNotWait() {
        for (int i = 1; i < 1_000; i++) {
            write("socket");
        }
        assertThat(done).isEmpty();
        write("socket");
        assertThat(done).hasSize(1_000);
        write("socket");
        assertThat(done).as("the next wait again").hasSize(1_000);
    }

    @Test
    void nobodyWaitsForLongerThanTenMilliseconds() {
        write("first");
        clock.advance(10, TimeUnit.MILLISECONDS);
        write("second");
        assertThat(done).isEmpty();
        clock.advance(1, TimeUnit.NANOSECONDS);
        turnEnd.cutIfLong();
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void theTimeBeginsWithTheFirstThatWaits() {
        clock.advance(1, TimeUnit.HOURS);
        write("first");
        turnEnd.flushAll();
        clock.advance(1, TimeUnit.HOURS);
        write("second");
        write("third");
        assertThat(done).containsExactly("first");
    }

    @Test
    void tasksRunAfterTheFlushAndAtOnceWhenNothingWaits() {
        turnEnd.afterFlush(() -> done.add("at once"));
        write("socket");
        turnEnd.afterFlush(() -> done.add("after it"));
        assertThat(done).containsExactly("at once");
        turnEnd.flushAll();
        assertThat(done).containsExactly("at once", "socket", "after it");
    }

    @Test
    void whatAFlushWritesIsFlushedBeforeTasksRun() {
        turnEnd.flush(() -> {
            done.add("first");
            write("second");
        });
        turnEnd.afterFlush(() -> done.add("task"));
        turnEnd.flushAll();
        assertThat(done).containsExactly("first", "second", "task");
    }

    private void write(String socket) {
        turnEnd.flush(() -> done.add(socket));
    }
}

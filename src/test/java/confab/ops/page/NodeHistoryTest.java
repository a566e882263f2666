package confab.ops.page;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NodeHistoryTest {
    private static final long SLOT = 180_000_000;
    private static final long SLOT_MILLIS = NodeHistory.INTERVAL.toMillis();

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<NodeHistory.Recalled> page = kit.createTestProbe();
    private final AtomicLong millis = new AtomicLong(SLOT * SLOT_MILLIS + 3_000);
    private final AtomicLong nanos = new AtomicLong();
    private final Counted counted = new Counted();
    private final ActorRef<NodeHistory.Command> history = create();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void everySlotOfTheClockGetsItsSample() {
        assertThat(slots(0)).isEmpty();
        pass(Duration.ofSeconds(7));
        assertThat(slots(0)).containsExactly(SLOT + 1);
        counted.set(Series.POSTS, 40);
        pass(Duration.ofSeconds(9));
        assertThat(slots(0)).containsExactly(SLOT + 1);
        pass(Duration.ofSeconds(1));
        assertThat(slots(SLOT + 1)).containsExactly(SLOT + 2);
        NodeHistory.Recalled told = recall(SLOT + 1);
        int posts = told.series().indexOf("posts");
        assertThat(told.samples().get(0).values().get(posts)).isEqualTo(4);
    }

    @Test
    void theFirstSampleComesWithTheNextSlotUnlessThatIsAtOnce() {
        pass(Duration.ofSeconds(3));
        ActorRef<NodeHistory.Command> late = start();
        pass(Duration.ofMillis(3_500));
        ActorRef<NodeHistory.Command> later = start();
        pass(Duration.ofMillis(500));
        assertThat(slots(late, 0)).containsExactly(SLOT + 1);
        assertThat(slots(later, 0)).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(slots(later, 0)).containsExactly(SLOT + 2);
    }

    @Test
    void timersThatAreALittleOffNeitherSkipASlotNorFillOneTwice() {
        pass(Duration.ofMillis(6_999), Duration.ofMillis(7_000));
        assertThat(slots(0)).containsExactly(SLOT + 1);
        pass(Duration.ofMillis(10_004), Duration.ofMillis(10_001));
        assertThat(slots(0)).containsExactly(SLOT + 1, SLOT + 2);
    }

    @Test
    void aNodeThatStoodStillHasNoSamplesOfThatTime() {
        pass(Duration.ofSeconds(7));
        pass(Duration.ofSeconds(40), Duration.ofSeconds(10));
        pass(Duration.ofSeconds(10));
        assertThat(slots(0)).containsExactly(SLOT + 1, SLOT + 5, SLOT + 6);
    }

    @Test
    void whatIsKeptIsAnHourAndFitsIntoOneMessageBetweenNodes() {
        assertThat(NodeHistory.INTERVAL.multipliedBy(NodeHistory.KEPT)).isEqualTo(Duration.ofHours(1));
        Sampler sampler = new Sampler(counted, nanos::get);
        SampleRing ring = new SampleRing(NodeHistory.KEPT);
        for (int i = 0; i < NodeHistory.KEPT; i++) {
            counted.set(Series.POSTS, Math.pow(1.03, i));
            nanos.addAndGet(NodeHistory.INTERVAL.toNanos());
            ring.add(SLOT + i, sampler.sample());
        }
        List<NodeHistory.Sample> samples = ring.after(0);
        NodeHistory.Recalled told =
                new NodeHistory.Recalled(Series.names(), samples.get(0).values(), samples);
        assertThat(HistorySerializerTest.write(told)).hasSizeLessThan(128 * 1024);
    }

    private void pass(Duration passed) {
        pass(passed, passed);
    }

    private void pass(Duration clock, Duration timers) {
        slots(0); // has done what came before
        millis.addAndGet(clock.toMillis());
        nanos.addAndGet(clock.toNanos());
        time.timePasses(timers);
    }

    private List<Long> slots(long after) {
        return slots(history, after);
    }

    private List<Long> slots(ActorRef<NodeHistory.Command> of, long after) {
        return recall(of, after).samples().stream()
                .map(NodeHistory.Sample::slot)
                .toList();
    }

    private NodeHistory.Recalled recall(long after) {
        return recall(history, after);
    }

    private NodeHistory.Recalled recall(ActorRef<NodeHistory.Command> of, long after) {
        of.tell(new NodeHistory.Recall(after, page.getRef()));
        return page.receiveMessage();
    }

    /** Another one, which has begun when this returns. */
    private ActorRef<NodeHistory.Command> start() {
        ActorRef<NodeHistory.Command> started = create();
        slots(started, 0);
        return started;
    }

    private ActorRef<NodeHistory.Command> create() {
        return kit.spawn(
                NodeHistory.create(new Sampler(counted, nanos::get), () -> Instant.ofEpochMilli(millis.get())));
    }
}

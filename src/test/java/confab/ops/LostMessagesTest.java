package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Dropped;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.Adapter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that Akka drops, and says why. */
final class LostMessagesTest {
    private static final String OVERFLOW = "Due to overflow of send queue, size [3072]";

    private final ActorTestKit kit = ActorTestKit.create();
    private final Metrics metrics = Metrics.get(kit.system());
    private final TestProbe<String> asker = kit.createTestProbe();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void theyAreCountedByWhoDroppedThem() {
        kit.spawn(LostMessages.create(metrics));
        awaitDropped("artery", OVERFLOW);
        awaitDropped("other", "Stash is full");
    }

    @Test
    void oneWithoutAReasonEndsNoCounting() {
        kit.spawn(LostMessages.create(metrics));
        awaitDropped("other", "Stash is full");
        drop(null);
        // Of another kind: what was dropped before may be counted only now.
        awaitDropped("artery", OVERFLOW);
    }

    /** Again until it is counted, as who counts listens a little after its start. */
    private void awaitDropped(String by, String reason) {
        double before = dropped(by);
        asker.awaitAssert(() -> {
            drop(reason);
            assertThat(dropped(by)).isGreaterThan(before);
            return null;
        });
    }

    private double dropped(String by) {
        double shown = metrics.sum(Metric.AKKA_DROPPED, Set.of(by));
        return Double.isNaN(shown) ? 0 : shown;
    }

    private void drop(@Nullable String reason) {
        var nobody = Adapter.toClassic(kit.system().ignoreRef());
        kit.system().eventStream().tell(new EventStream.Publish<>(Dropped.apply("any", reason, nobody)));
    }
}

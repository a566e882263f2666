package confab.relay;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import confab.model.RoomName;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three relays that are asked how large their rooms are. */
final class SurveyTest {
    private static final RoomSize SMALL = new RoomSize(new RoomName("small"), 1, 1);
    private static final RoomSize LARGE_HERE = new RoomSize(new RoomName("large-here"), 40, 50);
    private static final RoomSize LARGE_ELSEWHERE = new RoomSize(new RoomName("large-elsewhere"), 2, 50);

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final List<TestProbe<RoomRelay.Command>> relays = Stream.generate(
                    () -> kit.<RoomRelay.Command>createTestProbe())
            .limit(3)
            .toList();
    private final TestProbe<List<RoomSize>> asker = kit.createTestProbe();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void theLargestComeFirstAndNoMoreThanWereAskedFor() {
        survey(2);
        answer(0, SMALL);
        answer(1, LARGE_ELSEWHERE);
        asker.expectNoMessage(Duration.ofMillis(100));
        answer(2, LARGE_HERE);
        asker.expectMessage(List.of(LARGE_HERE, LARGE_ELSEWHERE));
    }

    @Test
    void aRelayThatStopsMeanwhileIsNotWaitedForLong() {
        survey(5);
        answer(0, SMALL);
        answer(1, LARGE_HERE);
        ManualTime.get(kit.system()).timePasses(Duration.ofSeconds(2));
        asker.expectMessage(List.of(LARGE_HERE, SMALL));
    }

    @Test
    void aNodeWithoutRoomsHasNone() {
        kit.spawn(Survey.create(Collections.emptyList(), 5, asker.getRef()));
        asker.expectMessage(List.of());
    }

    private void survey(int count) {
        kit.spawn(Survey.create(relays.stream().map(TestProbe::getRef).toList(), count, asker.getRef()));
    }

    private void answer(int relay, RoomSize size) {
        relays.get(relay).expectMessageClass(RoomRelay.Measure.class).replyTo().tell(new Survey.Measured(size));
    }
}

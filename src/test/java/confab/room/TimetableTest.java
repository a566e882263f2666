package confab.room;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import confab.config.Settings;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is due when, by a clock that the test moves. */
final class TimetableTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final ManualTime TIME = ManualTime.get(KIT.system());
    private static final Duration INTERVAL = Duration.ofMillis(400);
    private static final Settings.Room SETTINGS =
            new Settings.Room(256, Duration.ofSeconds(30), INTERVAL, 100, 3, 1_000, Duration.ofMinutes(1));

    private final TestProbe<ChatRoom.Command> due = KIT.createTestProbe();
    private final TestProbe<Boolean> done = KIT.createTestProbe();
    private final ActorRef<Object> room = KIT.spawn(room());

    private interface Change extends Consumer<Timetable> {}

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void theFirstCrowdWaitsForTheRelaysOfARoomThatMoved() {
        change(Timetable::tellCrowdSoon);
        TIME.expectNoMessageFor(Duration.ofMillis(1_999), due);
        TIME.timePasses(Duration.ofMillis(1));
        due.expectMessage(new ChatRoom.TellCrowd());
    }

    @Test
    void afterAQuietTimeTheCrowdIsToldAlmostAtOnceAndThenAnIntervalApart() {
        quietTime();
        change(Timetable::tellCrowdSoon);
        TIME.timePasses(Duration.ofMillis(100));
        due.expectMessage(new ChatRoom.TellCrowd());
        change(timetable -> timetable.crowdTold(7));
        change(Timetable::tellCrowdSoon);
        TIME.expectNoMessageFor(INTERVAL.minusMillis(1), due);
        TIME.timePasses(Duration.ofMillis(1));
        due.expectMessage(new ChatRoom.TellCrowd());
    }

    @Test
    void aLargeRoomTellsItsCrowdLessOftenToABound() {
        assertThat(Timetable.quiet(999, INTERVAL)).isEqualTo(INTERVAL);
        assertThat(Timetable.quiet(1_000, INTERVAL)).isEqualTo(INTERVAL.multipliedBy(2));
        assertThat(Timetable.quiet(1_000_000, INTERVAL)).isEqualTo(INTERVAL.multipliedBy(10));
    }

    @Test
    void theNewestNumberIsToldOnceASecond() {
        quietTime();
        change(Timetable::tellSeqSoon);
        TIME.timePasses(Duration.ofMillis(900));
        change(Timetable::tellSeqSoon);
        TIME.timePasses(Duration.ofMillis(100));
        due.expectMessage(new ChatRoom.TellSeq());
        TIME.expectNoMessageFor(Duration.ofSeconds(2), due);
    }

    @Test
    void whoeverStaysAwayForAWhileIsNotWaitedForUnlessSomebodyComes() {
        quietTime();
        change(Timetable::stay);
        TIME.expectNoMessageFor(SETTINGS.idleAfter(), due);
        change(Timetable::passivateLater);
        TIME.timePasses(SETTINGS.idleAfter());
        due.expectMessage(new ChatRoom.Passivate());
    }

    /** The first crowd is over. */
    private void quietTime() {
        change(timetable -> {});
        TIME.timePasses(Duration.ofSeconds(2));
        due.expectMessage(new ChatRoom.TellCrowd());
    }

    private void change(Change change) {
        room.tell(change);
        done.expectMessage(true);
    }

    /** Does with its timetable what it is told, and says what is due. */
    private Behavior<Object> room() {
        return Behaviors.<Object>withTimers(timers -> {
            @SuppressWarnings("unchecked") // commands are objects too
            TimerScheduler<ChatRoom.Command> forCommands =
                    (TimerScheduler<ChatRoom.Command>) (TimerScheduler<?>) timers;
            Timetable timetable = new Timetable(forCommands, SETTINGS);
            return Behaviors.receive(Object.class)
                    .onMessage(Change.class, change -> {
                        change.accept(timetable);
                        done.getRef().tell(true);
                        return Behaviors.same();
                    })
                    .onMessage(ChatRoom.Command.class, command -> {
                        due.getRef().tell(command);
                        return Behaviors.same();
                    })
                    .build();
        });
    }
}

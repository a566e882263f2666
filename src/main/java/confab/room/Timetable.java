package confab.room;

import akka.actor.typed.javadsl.TimerScheduler;
import confab.config.Settings;
import java.time.Duration;

/** What one room does later, and when: nothing is on it twice. Lives as long as the room, and is touched by it alone. */
final class Timetable {
    /** How long after a failure of the log the room tries again. */
    private static final Duration CLAIM_AGAIN = Duration.ofSeconds(1);

    /** How often the newest number of a busy room, and that its crowd changed, are told to {@link Leases}. */
    private static final Duration TELL_SEQ = Duration.ofSeconds(1);

    /** After a quiet time, who comes and goes within this is told at once. */
    private static final Duration GATHER_CROWD = Duration.ofMillis(100);

    /** A room that moved hears of its relays one by one: told earlier, those would seem to leave that come a moment later. */
    private static final Duration FIRST_CROWD = Duration.ofSeconds(2);

    /** A room of so many members more tells its crowd one presence interval less often, up to ten. */
    private static final int MEMBERS_PER_INTERVAL = 1_000;

    private static final int MAX_INTERVALS = 10;

    private final TimerScheduler<ChatRoom.Command> timers;
    private final Settings.Room settings;

    /** The room has just been opened. */
    Timetable(TimerScheduler<ChatRoom.Command> timers, Settings.Room settings) {
        this.timers = timers;
        this.settings = settings;
        once(new ChatRoom.TellCrowd(), FIRST_CROWD);
        passivateLater();
    }

    void claimAgain() {
        once(new ChatRoom.ClaimAgain(), CLAIM_AGAIN);
    }

    /** After a quiet time, almost at once; else when that is over which began with the last. */
    void tellCrowdSoon() {
        once(new ChatRoom.TellCrowd(), GATHER_CROWD);
    }

    /** The crowd has just been told: a quiet time begins, as each word of it is for all members. */
    void crowdTold(int members) {
        once(new ChatRoom.TellCrowd(), quiet(members, settings.presenceInterval()));
    }

    void tellSeqSoon() {
        once(new ChatRoom.TellSeq(), TELL_SEQ);
    }

    void passivateLater() {
        once(new ChatRoom.Passivate(), settings.idleAfter());
    }

    /** Somebody is there. */
    void stay() {
        timers.cancel(ChatRoom.Passivate.class);
    }

    static Duration quiet(int members, Duration presenceInterval) {
        return presenceInterval.multipliedBy(Math.min(1 + members / MEMBERS_PER_INTERVAL, MAX_INTERVALS));
    }

    private void once(ChatRoom.Command command, Duration after) {
        if (!timers.isTimerActive(command.getClass())) {
            timers.startSingleTimer(command.getClass(), command, after);
        }
    }
}

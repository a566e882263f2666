package confab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import confab.model.Message;
import confab.model.RoomName;
import confab.protocol.Event;
import confab.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What members are owed is written, waits, or is missing by name; nothing is lost without a trace. */
final class BooksTest {
    private static final int STEPS = 300;
    private static final int RESUME_LIMIT = 40;
    private static final Pattern MESSAGE = Pattern.compile("(\\d+) ");

    private final TestLane lane = new TestLane();
    private final TestDialect json = new TestDialect(true);
    private final TestDialect text = new TestDialect(false);
    private final TestTimes times = new TestTimes();
    private final Books books = new Books(times);
    private final Recent recent = new Recent(30, new RecentBudget(1 << 20));
    private final List<TestOutlet> all = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();
    private Pages pages = pages(1);
    private Fanout fanout = fanout();

    /** Like a client that can come back: it is written each message alone. */
    private static final class Followed implements Progress {
        @Override
        public void reached(RoomName room, long seq) {}

        @Override
        public void left(RoomName room) {}
    }

    private record Seat(TestOutlet outlet, Reader reader) {}

    @AfterEach
    void theyBalance() {
        lane.run();
        assertThat(books.live() + books.caughtUp() + books.own() + books.behind() + books.abandoned() + dropped())
                .isEqualTo(books.due());
        assertThat(books.live() + books.caughtUp()).isEqualTo(heard());
    }

    @Test
    void eachMemberIsOwedEachMessageOfItsTime() {
        join(json, newest(0));
        publish(3);
        join(json, newest(0));
        publish(2);
        lane.run();
        assertThat(books.due()).isEqualTo(3 + 2 * 2);
        assertThat(books.live()).isEqualTo(books.due());
        assertThat(books.members()).isEqualTo(2);
        assertThat(times.delivered).containsExactly(3L, 4L);
    }

    @Test
    void historyIsOwedAsFarAsItWasAskedFor() {
        publish(100);
        join(json, newest(10));
        join(json, after(95));
        lane.run();
        assertThat(books.due()).isEqualTo(15);
        assertThat(books.caughtUp()).isEqualTo(15);
    }

    @Test
    void aSlowReaderIsBehindUntilItHasCaughtUp() {
        Seat slow = join(json, newest(0));
        slow.outlet().room = 1;
        for (int i = 0; i < 5; i++) {
            publish(1);
            lane.run();
        }
        assertThat(books.behind()).isEqualTo(4);
        assertThat(books.lagging()).isEqualTo(1);
        slow.outlet().drain(2);
        lane.run();
        assertThat(books.behind()).isEqualTo(2);
        slow.outlet().drain(100);
        lane.run();
        assertThat(books.behind()).isZero();
        assertThat(books.catchUps()).isEqualTo(1);
        assertThat(books.caughtUp()).isEqualTo(4);
    }

    @Test
    void whoseQueueIsFullOfOtherThingsIsBehindTooWhenMessagesCome() {
        Seat slow = join(json, newest(0));
        slow.outlet().room = 0;
        fanout.tell(new PresenceChange(List.of(), List.of(), 2, 0));
        lane.run();
        publish(3);
        lane.run();
        assertThat(books.behind()).isEqualTo(3);
    }

    @Test
    void whatAClosingMemberHadStillToReadIsAbandoned() {
        Seat slow = join(json, newest(0));
        slow.outlet().room = 1;
        publish(1);
        lane.run();
        publish(4);
        lane.run();
        slow.outlet().lose();
        publish(2);
        lane.run();
        leave(slow);
        lane.run();
        assertThat(books.abandoned()).isEqualTo(6);
        assertThat(books.behind()).isZero();
        assertThat(books.lagging()).isZero();
        assertThat(books.members()).isZero();
        assertThat(books.catchUps()).isZero();
    }

    @Test
    void whoCloseBeforeItsLaneHeardOfTheJoinIsOwedAndAbandons() {
        publish(5);
        TestOutlet outlet = new TestOutlet(lane, "gone");
        all.add(outlet);
        Reader reader = Reader.open(outlet, json);
        lane.run();
        outlet.lose();
        fanout.join(reader, JoinPoint.of(newest(5), null, "log", 5, RESUME_LIMIT), joined());
        lane.run();
        leave(new Seat(outlet, reader));
        lane.run();
        assertThat(books.due()).isEqualTo(5);
        assertThat(books.abandoned()).isEqualTo(5);
    }

    @Test
    void whatTheLogHasNoMoreIsDroppedByName() {
        pages = pages(51);
        fanout = fanout();
        recent.advance(100);
        fanout.wake();
        join(json, after(70));
        join(json, newest(80));
        lane.run();
        assertThat(books.dropped(Books.Drop.NOT_KEPT)).isEqualTo(30);
        assertThat(books.dropped(Books.Drop.GAP)).isZero();
        join(json, after(5));
        lane.run();
        assertThat(books.dropped(Books.Drop.RESUME_LIMIT)).isEqualTo(55);
        assertThat(books.due()).isEqualTo(30 + 80 + 95);
    }

    @Test
    void aGapOfTheLogIsDroppedByName() {
        pages = pages(90);
        fanout = fanout();
        recent.advance(100);
        fanout.wake();
        join(json, after(70));
        lane.run();
        assertThat(books.dropped(Books.Drop.GAP)).isEqualTo(19);
    }

    @Test
    void itsOwnMessagesAreNotLostToWhoDoesNotHearThem() {
        Seat tom = join(text, newest(0));
        append(List.of(
                Batches.message(1, tom.outlet().session().value()),
                Batches.message(2, "other"),
                Batches.message(3, tom.outlet().session().value())));
        lane.run();
        assertThat(books.own()).isEqualTo(2);
        assertThat(books.live()).isEqualTo(1);
    }

    @Test
    void norToWhoFollowsEachMessage() {
        Seat tom = join(text, newest(0), new Followed());
        append(List.of(
                Batches.message(1, tom.outlet().session().value()),
                Batches.message(2, "other"),
                Batches.message(3, "other")));
        lane.run();
        assertThat(books.own()).isEqualTo(1);
        assertThat(books.live()).isEqualTo(2);
    }

    @Test
    void aLostLogTakesWhatWasOwedWithIt() {
        Seat slow = join(json, newest(0));
        join(json, newest(0));
        slow.outlet().room = 1;
        publish(1);
        lane.run();
        publish(9);
        lane.run();
        restart(4);
        publish(2);
        lane.run();
        slow.outlet().drain(100);
        lane.run();
        assertThat(books.dropped(Books.Drop.LOG_LOST)).isEqualTo(12);
        assertThat(books.behind()).isZero();
    }

    @Test
    void timesAreTheMeanOfWhatATurnWrote() {
        join(json, newest(0));
        recent.append(new Batch(Batches.ROOM, Batches.messages(1, 1), 1_000));
        fanout.wake();
        recent.append(new Batch(Batches.ROOM, Batches.messages(2, 4), 2_000));
        fanout.wake();
        lane.run();
        assertThat(times.delivered).containsExactly(4L);
        assertThat(times.arrivedNanos).isEqualTo(1_750);
    }

    @RepeatedTest(100)
    void theyBalanceWhateverHappens(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        pages = pages(1 + random.nextInt(60));
        fanout = fanout();
        for (int step = 0; step < STEPS; step++) {
            act(random);
        }
        lane.run();
        seats.stream().filter(seat -> seat.reader().isClosed()).toList().forEach(this::leave);
        theyBalance();
        seats.forEach(seat -> seat.outlet().drain(Integer.MAX_VALUE));
        lane.run();
        assertThat(books.behind()).isZero();
        assertThat(books.lagging()).isZero();
        theyBalance();
        fanout.abandon();
        lane.run();
        assertThat(books.members()).isZero();
    }

    private void act(Random random) {
        Seat some = seats.isEmpty() ? null : seats.get(random.nextInt(seats.size()));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> publish(1 + random.nextInt(6));
            case 3 -> {
                // A batch is lost on its way.
                recent.advance(recent.end() + 1 + random.nextInt(5));
                fanout.wake();
            }
            case 4 -> sit(random.nextBoolean() ? json : text, newest(random.nextInt(60)), null);
            case 5 -> sit(text, after(random.nextInt((int) recent.end() + 3)), new Followed());
            case 6 -> {
                if (some != null && random.nextBoolean()) {
                    leave(some);
                }
            }
            case 7 -> {
                if (some != null && random.nextBoolean()) {
                    some.outlet().lose();
                }
            }
            case 8 -> {
                if (some != null) {
                    some.outlet().drain(random.nextInt(4));
                }
            }
            case 9 -> {
                if (random.nextInt(10) == 0) {
                    restart(random.nextInt((int) recent.end() + 1));
                }
            }
            default -> lane.run();
        }
    }

    private Seat join(TestDialect dialect, Request.Start start) {
        return join(dialect, start, null);
    }

    private Seat join(TestDialect dialect, Request.Start start, @Nullable Progress progress) {
        Seat seat = sit(dialect, start, progress);
        lane.run();
        return seat;
    }

    /** Its lane has not heard of it yet. */
    private Seat sit(TestDialect dialect, Request.Start start, @Nullable Progress progress) {
        TestOutlet outlet = new TestOutlet(lane, "s" + all.size());
        outlet.progress = progress;
        Seat seat = new Seat(outlet, Reader.open(outlet, dialect));
        all.add(outlet);
        seats.add(seat);
        fanout.join(seat.reader(), JoinPoint.of(start, null, "log", recent.end(), RESUME_LIMIT), joined());
        return seat;
    }

    private void leave(Seat seat) {
        seats.remove(seat);
        fanout.leave(seat.reader(), null);
    }

    /** From some who are there, among others. */
    private void publish(int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            messages.add(Batches.message(recent.end() + i, "s" + (recent.end() + i) % 5));
        }
        append(messages);
    }

    private void append(List<Message> messages) {
        recent.append(new Batch(Batches.ROOM, messages));
        fanout.wake();
    }

    private void restart(long end) {
        if (end < recent.end()) {
            pages.forget(Batches.ROOM);
            recent.restart(end);
            fanout.restart();
            fanout.wake();
        }
    }

    private long dropped() {
        long sum = 0;
        for (Books.Drop cause : Books.Drop.values()) {
            sum += books.dropped(cause);
        }
        return sum;
    }

    /** Messages that all together were written. */
    private long heard() {
        return all.stream()
                .mapToLong(outlet -> MESSAGE.matcher(outlet.text()).results().count())
                .sum();
    }

    private Fanout fanout() {
        return new Fanout(Batches.ROOM, recent, pages, "log", books);
    }

    private static Pages pages(long first) {
        return new Pages(new Batches.Log(first, 1_000_000), 4, 1 << 20);
    }

    private static Request.Start newest(int count) {
        return new Request.Start.Newest(count);
    }

    private static Request.Start after(long seq) {
        return new Request.Start.After(seq);
    }

    private static Event.Joined joined() {
        return new Event.Joined(Batches.ROOM, 0, "log", false, new Event.Crowd(0, null, 0), null);
    }
}

package confab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import confab.soak.Sending.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checker is known to find what it looks for: each test feeds it records with one thing wrong. */
final class CheckerTest {
    private static final String ROOM = "room";

    private final List<Hearing> hearings = new ArrayList<>();
    private final List<Sending> sendings = new ArrayList<>();
    private Hearing log = new Hearing(0, 0, ROOM, 0);

    CheckerTest() {
        log.add(1, mark(1));
        log.add(2, mark(2));
        log.add(3, mark(3));
    }

    @Test
    void allIsHeldWhereNothingIsWrong() {
        sent(1, Kind.FIRST, 1, 1);
        sent(1, Kind.FIRST, 2, 0);
        sent(2, Kind.AGAIN, 2, 2);
        sent(2, Kind.PLAIN, 3, 0);
        heard(1, 0, 1, 2).end();
        heard(3, 2, 3);
        heardPlainly(2, 1, 2);
        heardPlainly(3, 2, 3);

        assertThat(broken()).isEmpty();
    }

    @Test
    void anAcknowledgedMessageThatIsLostIsFound() {
        sent(1, Kind.FIRST, 4, 4);
        assertThat(broken()).containsExactly("2 acknowledged means kept");
    }

    @Test
    void anAcknowledgementWithAnotherNumberIsFound() {
        sent(1, Kind.FIRST, 1, 2);
        assertThat(broken()).containsExactly("2 acknowledged means kept");
    }

    @Test
    void twoAcknowledgementsWithDifferentNumbersAreFound() {
        sent(1, Kind.FIRST, 1, 1);
        sent(2, Kind.AGAIN, 1, 2);
        assertThat(broken()).containsExactly("2 acknowledged means kept", "3 sent again, posted once");
    }

    @Test
    void aPostThatIsKeptTwiceIsFound() {
        log.add(4, mark(1));
        assertThat(broken()).containsExactly("3 sent again, posted once");
    }

    @Test
    void aHoleInTheLogIsFound() {
        log.add(5, mark(5));
        assertThat(broken()).containsExactly("1 one order");
    }

    @Test
    void twoMessagesOfOneNumberAreFound() {
        log.add(3, mark(4));
        assertThat(broken()).containsExactly("1 one order");
    }

    @Test
    void anotherMessageAtANumberIsFound() {
        Hearing hearing = heard(1, 0, 1);
        hearing.add(2, mark(3));
        hearing.add(3, mark(2));
        assertThat(broken()).containsExactly("1 one order");
    }

    @Test
    void aGapIsFound() {
        heard(1, 0, 1, 3);
        assertThat(broken()).containsExactly("1 no gap and no repeat in a session");
    }

    @Test
    void aGapThatTheServerToldOfIsFound() {
        heard(1, 3).trouble("gap from 1 to 3");
        assertThat(broken()).containsExactly("1 no gap and no repeat in a session");
    }

    @Test
    void aRepeatIsFound() {
        heard(1, 1, 2, 2, 3);
        assertThat(broken()).containsExactly("1 no gap and no repeat in a session");
    }

    @Test
    void aSessionThatBeginsElsewhereThanItAskedIsFound() {
        heard(1, 1, 3);
        heard(2, 2, 2, 3);
        assertThat(broken()).containsExactly("4 resume anywhere");
    }

    @Test
    void aMessageThatIsShownAndNotKeptIsFound() {
        heard(1, 0, 1, 2, 3, 4).end();
        assertThat(broken()).containsExactly("2 nobody is shown what is not kept");
    }

    @Test
    void aPostThatIsOvertakenIsFound() {
        sent(1, Kind.FIRST, 2, 2);
        sent(1, Kind.FIRST, 1, 1);
        assertThat(broken()).containsExactly("1 posts of a connection keep their order");
    }

    @Test
    void aPostThatWasSentBeforeMayHaveBeenKeptBefore() {
        sent(1, Kind.FIRST, 2, 2);
        sent(1, Kind.AGAIN, 1, 1);
        sent(1, Kind.FIRST, 3, 3);
        assertThat(broken()).isEmpty();
    }

    @Test
    void aPostThatIsNeverAnsweredIsFound() {
        sent(1, Kind.FIRST, 1, 0);
        sent(2, Kind.AGAIN, 1, 0);
        assertThat(broken()).containsExactly("5 every post is answered in the end");
    }

    @Test
    void whoIsLeftBehindIsFound() {
        heard(1, 0, 1, 2);
        assertThat(broken()).containsExactly("5 every member hears all in the end");
    }

    @Test
    void whatPlainTextMissesIsFound() {
        heardPlainly(1, 1, 3);
        assertThat(broken()).containsExactly("1 no gap and no repeat in a session");
    }

    @Test
    void plainTextThatIsLostIsFoundUnlessItsConnectionWasLostToo() {
        sent(1, Kind.PLAIN, 4, 0);
        sent(2, Kind.PLAIN, 5, 0);
        heardPlainly(1, 3);
        heardPlainly(2, 2).end();
        assertThat(broken()).containsExactly("2 plain text is kept while connected");
    }

    @Test
    void plainTextInAnotherOrderIsFound() {
        heardPlainly(1, 1, 2, 3, 2, 3);
        assertThat(broken()).containsExactly("1 one order");
    }

    @Test
    void plainTextThatComesTwiceIsFound() {
        heardPlainly(1, 2, 2, 3);
        assertThat(broken()).containsExactly("1 no gap and no repeat in a session");
    }

    @Test
    void plainTextThatIsLeftBehindIsFound() {
        heardPlainly(1, 1, 2);
        assertThat(broken()).containsExactly("5 every member hears all in the end");
    }

    private List<String> broken() {
        return new Checker(new Records(hearings, sendings, Map.of(ROOM, log)))
                .verdicts().stream()
                        .filter(verdict -> !verdict.isHeld())
                        .map(Verdict::promise)
                        .toList();
    }

    /** @param seq 0 if it was not acknowledged */
    private void sent(int connection, Kind kind, int number, int seq) {
        Sending sending = new Sending(mark(number), ROOM, connection, 0, kind, 0);
        if (seq != 0) {
            sending.acknowledge(seq, 1);
        }
        sendings.add(sending);
    }

    /** As the log has them, where it has them. */
    private Hearing heard(int connection, int after, int... seqs) {
        Hearing hearing = new Hearing(1, connection, ROOM, after);
        for (int seq : seqs) {
            hearing.add(seq, mark(seq));
        }
        hearings.add(hearing);
        return hearing;
    }

    private Hearing heardPlainly(int connection, int... numbers) {
        Hearing hearing = new Hearing(1, connection, ROOM, Hearing.FROM_NOW);
        for (int number : numbers) {
            hearing.add(mark(number));
        }
        hearings.add(hearing);
        return hearing;
    }

    private static Mark mark(int number) {
        return new Mark(1, number);
    }
}

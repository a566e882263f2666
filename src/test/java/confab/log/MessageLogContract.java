package confab.log;

import static confab.log.Drafts.ann;
import static confab.log.Drafts.answer;
import static confab.log.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.log.MessageLog.Appended;
import confab.log.MessageLog.Fenced;
import confab.log.MessageLog.Head;
import confab.log.MessageLog.Kept;
import confab.log.MessageLog.Place;
import confab.log.MessageLog.Range;
import confab.model.Draft;
import confab.model.Message;
import confab.model.RoomName;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine of the log does. */
abstract class MessageLogContract {
    static final RoomName ROOM = new RoomName("room");
    static final RoomName OTHER = new RoomName("other");
    static final int ALL_BYTES = Integer.MAX_VALUE;

    MessageLog log;

    abstract MessageLog open();

    @BeforeEach
    void openLog() {
        log = open();
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    Appended append(RoomName room, Head head, List<Draft> drafts, long atMillis) {
        return answer(log.append(room, head, drafts, atMillis));
    }

    Range read(RoomName room, long fromSeq, int limit) {
        return answer(log.read(room, fromSeq, limit, ALL_BYTES));
    }

    static Head after(Head head, int posts) {
        return new Head(head.epoch(), head.lastSeq() + posts);
    }

    static Kept kept(Place... places) {
        return new Kept(List.of(places));
    }

    static Place fresh(long seq, long atMillis) {
        return new Place(seq, atMillis, false);
    }

    static Place repeat(long seq, long atMillis) {
        return new Place(seq, atMillis, true);
    }

    static String[] ids(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> "id-" + n).toArray(String[]::new);
    }

    @Test
    void newRoomStandsAtZeroAndIsNumberedFromOne() {
        Head head = answer(log.claim(ROOM));
        assertThat(head.lastSeq()).isZero();
        assertThat(head.epoch()).isPositive();
        assertThat(append(ROOM, head, ann("a", "b"), 5)).isEqualTo(kept(fresh(1, 5), fresh(2, 5)));
        assertThat(append(ROOM, after(head, 2), ann("c"), 6)).isEqualTo(kept(fresh(3, 6)));
    }

    @Test
    void roomsAreNumberedApart() {
        Head head = answer(log.claim(ROOM));
        Head other = answer(log.claim(OTHER));
        assertThat(append(ROOM, head, ann("a", "b"), 5)).isEqualTo(kept(fresh(1, 5), fresh(2, 5)));
        assertThat(append(OTHER, other, ann("a"), 5)).isEqualTo(kept(fresh(1, 5)));
    }

    @Test
    void everythingOfAMessageIsReadBack() {
        Head head = answer(log.claim(ROOM));
        Draft draft = draft("Zoë 🦊", "id ~1", "{\"text\":\"a\\u0000\\\"b\\n 🦊 ß\",\"n\":[1.50,null,true]}");
        append(ROOM, head, List.of(draft), 1_234_567_890_123L);
        assertThat(read(ROOM, 1, 10)).isEqualTo(new Range(List.of(draft.numbered(1, 1_234_567_890_123L)), 1));
    }

    @Test
    void sameIdAgainGetsTheFirstOnesNumberAndTime() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, ann("a"), 5);
        assertThat(append(ROOM, after(head, 1), List.of(draft("ann", "a", "\"other body\"")), 9))
                .isEqualTo(kept(repeat(1, 5)));
        assertThat(read(ROOM, 1, 10).messages())
                .isEqualTo(List.of(ann("a").get(0).numbered(1, 5)));
    }

    @Test
    void sameIdOfAnotherUserOrInAnotherRoomIsAnotherPost() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, ann("a"), 5);
        assertThat(append(ROOM, after(head, 1), List.of(draft("bob", "a", "1")), 6))
                .isEqualTo(kept(fresh(2, 6)));
        assertThat(append(OTHER, answer(log.claim(OTHER)), ann("a"), 7)).isEqualTo(kept(fresh(1, 7)));
    }

    @Test
    void sameIdTwiceInOneBatchIsOneMessage() {
        Head head = answer(log.claim(ROOM));
        assertThat(append(ROOM, head, ann("a", "b", "a"), 5)).isEqualTo(kept(fresh(1, 5), fresh(2, 5), repeat(1, 5)));
        assertThat(read(ROOM, 1, 10).lastSeq()).isEqualTo(2);
    }

    @Test
    void repeatsAmongNewPostsLeaveNoHole() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, ann("a", "b"), 5);
        assertThat(append(ROOM, after(head, 2), ann("a", "c", "b", "d", "c"), 6))
                .isEqualTo(kept(repeat(1, 5), fresh(3, 6), repeat(2, 5), fresh(4, 6), repeat(3, 6)));
        assertThat(read(ROOM, 1, 10).messages()).extracting(Message::seq).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void batchSentAgainByTheNextOwnerIsFoundWhole() {
        Head head = answer(log.claim(ROOM));
        List<Draft> batch = ann(ids(1, 100));
        Kept first = (Kept) append(ROOM, head, batch, 5);
        Head next = answer(log.claim(ROOM));
        assertThat(next.lastSeq()).isEqualTo(100);
        Kept again = (Kept) append(ROOM, next, batch, 9);
        assertThat(again.places())
                .isEqualTo(first.places().stream()
                        .map(p -> repeat(p.seq(), p.atMillis()))
                        .toList());
        assertThat(answer(log.claim(ROOM)).lastSeq()).isEqualTo(100);
    }

    @Test
    void batchSentAgainWithTheSameHeadIsFencedAndNotKeptTwice() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, ann("a"), 5);
        assertThat(append(ROOM, head, ann("a"), 5)).isEqualTo(new Fenced());
        assertThat(read(ROOM, 1, 10).lastSeq()).isEqualTo(1);
    }

    @Test
    void epochGrowsWithEachClaimAndAFormerOwnerIsFenced() {
        Head former = answer(log.claim(ROOM));
        append(ROOM, former, ann("a"), 5);
        Head owner = answer(log.claim(ROOM));
        assertThat(owner.epoch()).isGreaterThan(former.epoch());
        assertThat(owner.lastSeq()).isEqualTo(1);
        assertThat(append(ROOM, after(former, 1), ann("b"), 6)).isEqualTo(new Fenced());
        assertThat(append(ROOM, owner, ann("c"), 7)).isEqualTo(kept(fresh(2, 7)));
        assertThat(read(ROOM, 1, 10).messages()).extracting(m -> m.id().value()).containsExactly("a", "c");
    }

    @Test
    void manyRoomsThatAreClaimedTogetherEachStandWhereTheyStood() {
        List<RoomName> rooms =
                IntStream.range(0, 150).mapToObj(n -> new RoomName("room-" + n)).toList();
        List<Head> former = rooms.stream().map(room -> answer(log.claim(room))).toList();
        for (int n = 0; n < 150; n += 3) {
            append(rooms.get(n), former.get(n), ann(ids(1, n + 1)), 5);
        }
        var claims = rooms.stream().map(log::claim).toList();
        for (int n = 0; n < 150; n++) {
            Head head = answer(claims.get(n));
            assertThat(head.epoch()).isGreaterThan(former.get(n).epoch());
            assertThat(head.lastSeq()).isEqualTo(n % 3 == 0 ? n + 1 : 0);
        }
    }

    @Test
    void formerOwnersRepeatsAreFencedToo() {
        Head former = answer(log.claim(ROOM));
        append(ROOM, former, ann("a"), 5);
        answer(log.claim(ROOM));
        assertThat(append(ROOM, after(former, 1), ann("a"), 6)).isEqualTo(new Fenced());
    }

    @Test
    void wrongLastSeqOrAnUnclaimedRoomIsFenced() {
        Head head = answer(log.claim(ROOM));
        assertThat(append(ROOM, after(head, 1), ann("a"), 5)).isEqualTo(new Fenced());
        assertThat(append(ROOM, new Head(head.epoch(), -1), ann("a"), 5)).isEqualTo(new Fenced());
        assertThat(append(OTHER, new Head(1, 0), ann("a"), 5)).isEqualTo(new Fenced());
        assertThat(append(ROOM, head, ann("a"), 5)).isEqualTo(kept(fresh(1, 5)));
    }

    @Test
    void fencedBatchDoesNotHoldUpTheOthersOfItsCommit() {
        List<RoomName> rooms =
                IntStream.range(0, 40).mapToObj(n -> new RoomName("room-" + n)).toList();
        List<Head> heads = rooms.stream().map(room -> answer(log.claim(room))).toList();
        var stages = IntStream.range(0, 40)
                .mapToObj(n -> log.append(rooms.get(n), n % 2 == 0 ? heads.get(n) : new Head(-1, 0), ann("a"), 5))
                .toList();
        List<Appended> expected = Stream.generate(() -> Stream.of(kept(fresh(1, 5)), new Fenced()))
                .limit(20)
                .<Appended>flatMap(pair -> pair)
                .toList();
        assertThat(stages.stream().map(Drafts::answer)).isEqualTo(expected);
    }

    @Test
    void readGivesTheAskedRangeAndTheRoomsLastSeq() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, ann(ids(1, 20)), 5);
        assertThat(read(ROOM, 1, 5).messages()).extracting(Message::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(read(ROOM, 18, 5).messages()).extracting(Message::seq).containsExactly(18L, 19L, 20L);
        assertThat(read(ROOM, 1, 5).lastSeq()).isEqualTo(20);
        assertThat(read(ROOM, 21, 5)).isEqualTo(new Range(List.of(), 20));
        assertThat(read(ROOM, 1, 1000).messages()).hasSize(20);
    }

    @Test
    void readOfAnUnknownOrEmptyRoomIsEmpty() {
        assertThat(read(ROOM, 1, 5)).isEqualTo(new Range(List.of(), 0));
        answer(log.claim(ROOM));
        assertThat(read(ROOM, 1, 5)).isEqualTo(new Range(List.of(), 0));
    }

    @Test
    void readEndsBeforeTheBytesPassTheBoundButGivesOneMessage() {
        Head head = answer(log.claim(ROOM));
        append(ROOM, head, List.of(draft("ann", "a", "1234"), draft("ann", "b", "12"), draft("ann", "c", "1")), 5);
        assertThat(answer(log.read(ROOM, 1, 10, 6)).messages()).hasSize(2);
        assertThat(answer(log.read(ROOM, 1, 10, 5)).messages()).hasSize(1);
        assertThat(answer(log.read(ROOM, 1, 10, 1)).messages()).hasSize(1);
        assertThat(answer(log.read(ROOM, 1, 10, 7)).messages()).hasSize(3);
    }

    @Test
    void readThatNoRoomCanAnswerIsRefused() {
        assertThatThrownBy(() -> log.read(ROOM, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.read(ROOM, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readersSeeWholeBatchesWhileTheRoomIsWritten() {
        Head head = answer(log.claim(ROOM));
        for (int batch = 0; batch < 50; batch++) {
            var appending = log.append(ROOM, head, ann(ids(batch * 10, batch * 10 + 9)), 5);
            Range range = read(ROOM, 1, 1000);
            assertThat(range.messages()).hasSize((int) range.lastSeq());
            assertThat(range.lastSeq() % 10).isZero();
            assertThat(range.lastSeq()).isGreaterThanOrEqualTo(head.lastSeq());
            answer(appending);
            head = after(head, 10);
        }
    }

    @Test
    void closedLogIsUnavailable() {
        log.close();
        assertThatThrownBy(() -> answer(log.claim(ROOM))).isInstanceOf(LogUnavailable.class);
        assertThatThrownBy(() -> append(ROOM, new Head(1, 0), ann("a"), 5)).isInstanceOf(LogUnavailable.class);
        assertThatThrownBy(() -> read(ROOM, 1, 1)).isInstanceOf(LogUnavailable.class);
    }
}

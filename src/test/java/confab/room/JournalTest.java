package confab.room;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import confab.log.MessageLog;
import confab.model.Body;
import confab.model.Draft;
import confab.model.Message;
import confab.model.PostId;
import confab.model.SessionId;
import confab.model.UserName;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JournalTest {
    private static final MessageLog.Head HEAD = new MessageLog.Head(3, 40);

    private final Journal journal = new Journal(10, 4);
    private final TestInbox<RoomNews> relay = TestInbox.create();

    @Test
    void nothingIsWrittenBeforeTheLogLetsTheRoomWrite() {
        journal.offer(batch("a", 1, "one"));
        assertThat(journal.next(1_000)).isNull();
        journal.open(HEAD);
        assertThat(next(1_000).head()).isEqualTo(HEAD);
    }

    @Test
    void oneEntryIsUnderWayAtATimeAndTakesAllThatFits() {
        journal.open(HEAD);
        journal.offer(batch("a", 1, "one"));
        Journal.Entry first = next(1_000);
        journal.offer(batch("a", 2, "two", "three"));
        journal.offer(batch("b", 1, "four"));
        journal.offer(batch("c", 1, "five", "six"));
        assertThat(journal.next(1_000)).isNull();
        journal.written(first, places(41));
        assertThat(ids(next(1_000))).containsExactly("two", "three", "four");
    }

    @Test
    void whatIsWrittenIsNumberedAndEachRelayIsAnsweredForItsBatch() {
        journal.open(HEAD);
        journal.offer(batch("a", 7, "one", "two"));
        journal.offer(batch("b", 1, "three"));
        Journal.Written written = journal.written(next(1_000), places(41, 42, 43));
        assertThat(written.messages()).extracting(Message::seq).containsExactly(41L, 42L, 43L);
        assertThat(written.answers())
                .extracting(Journal.Answer::news)
                .containsExactly(new RoomNews.Placed(7, places(41, 42)), new RoomNews.Placed(1, places(43)));
        assertThat(journal.head()).isEqualTo(new MessageLog.Head(3, 43));
        assertThat(journal.isEmpty()).isTrue();
    }

    @Test
    void aPostThatWasThereBeforeIsAnsweredAndNoNewMessage() {
        journal.open(HEAD);
        journal.offer(batch("a", 1, "old", "new"));
        List<MessageLog.Place> places = List.of(new MessageLog.Place(12, 5, true), new MessageLog.Place(41, 9, false));
        Journal.Written written = journal.written(next(1_000), places);
        assertThat(written.messages()).extracting(Message::seq).containsExactly(41L);
        assertThat(written.answers().get(0).news().places()).isEqualTo(places);
        assertThat(journal.head()).isEqualTo(new MessageLog.Head(3, 41));
    }

    @Test
    void whatMayNotBeKeptComesFirstAfterANewClaim() {
        journal.open(HEAD);
        journal.offer(batch("a", 1, "one"));
        Journal.Entry failed = next(1_000);
        journal.offer(batch("b", 1, "two"));
        journal.failed(failed);
        assertThat(journal.head()).isNull();
        assertThat(journal.next(1_000)).isNull();
        journal.open(new MessageLog.Head(4, 41));
        assertThat(ids(next(1_000))).containsExactly("one", "two");
    }

    @Test
    void theTimeOfARoomNeverGoesBack() {
        journal.open(HEAD);
        journal.offer(batch("a", 1, "one"));
        journal.written(next(1_000), places(41));
        journal.offer(batch("a", 2, "two"));
        assertThat(next(900).atMillis()).isEqualTo(1_000);
    }

    @Test
    void anActivationKnowsThatItIsOlderOnlyIfItHadAnEpoch() {
        assertThat(journal.isOlderThan(9)).isFalse();
        journal.open(HEAD);
        assertThat(journal.isOlderThan(3)).isFalse();
        assertThat(journal.isOlderThan(4)).isTrue();
    }

    private Journal.Entry next(long nowMillis) {
        Journal.Entry entry = journal.next(nowMillis);
        assertThat(entry).isNotNull();
        return entry;
    }

    private ChatRoom.Post batch(String node, long number, String... ids) {
        List<Draft> drafts = Stream.of(ids)
                .map(id -> new Draft(
                        new PostId(id), new UserName("Ann"), Body.ofJson(new byte[] {'1'}), new SessionId("s")))
                .toList();
        return new ChatRoom.Post(new NodeId(node), number, drafts, relay.getRef());
    }

    private static List<MessageLog.Place> places(long... seqs) {
        return LongStream.of(seqs)
                .mapToObj(seq -> new MessageLog.Place(seq, 1_000, false))
                .toList();
    }

    private static List<String> ids(Journal.Entry entry) {
        return entry.drafts().stream().map(draft -> draft.id().value()).toList();
    }
}

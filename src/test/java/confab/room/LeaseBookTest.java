package confab.room;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import confab.model.RoomName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeaseBookTest {
    private static final NodeId NODE = new NodeId("n");
    private static final RoomName A = new RoomName("a");
    private static final RoomName B = new RoomName("b");
    private static final long SECOND = 1_000_000_000L;

    private final LeaseBook book = new LeaseBook(Duration.ofSeconds(30));
    private final TestInbox<Leases.Command> self = TestInbox.create();
    private final TestInbox<LeaseNews> hub = TestInbox.create();
    private final RoomSet hubs = new RoomSet();

    @Test
    void aRenewalOfWhatBothBelieveSaysNothing() {
        grant(A);
        LeaseNews.Renewed renewed = renew(1, 0, SECOND);
        assertThat(renewed.differing()).isEmpty();
        assertThat(renewed.advanced()).isEmpty();
    }

    @Test
    void roomsThatAdvancedAreToldUntilTheHubHasHeard() {
        grant(A);
        book.advance(seq(A, 7));
        book.advance(seq(B, 9));
        assertThat(renew(1, 0, SECOND).advanced()).containsExactly(seq(A, 7));
        assertThat(renew(2, 0, SECOND).advanced()).containsExactly(seq(A, 7));
        assertThat(renew(3, 2, SECOND).advanced()).isEmpty();
        renew(4, 3, SECOND);
        book.advance(seq(A, 8));
        assertThat(renew(5, 4, SECOND).advanced()).containsExactly(seq(A, 8));
    }

    @Test
    void whatOnlyTheHubBelievesIsFoundOut() {
        grant(A);
        hubs.add(B, 0);
        LeaseNews.Renewed renewed = renew(1, 0, SECOND);
        assertThat(renewed.differing()).hasSize(1);
        int bucket = renewed.differing().get(0);
        assertThat(hubs.bucket(bucket)).containsExactly(B);
        assertThat(book.unknown(NODE, List.of(A, B))).containsExactly(B);
    }

    @Test
    void whatTheHubDoesNotBelieveEndsWhenItHasHadTimeToLearn() {
        book.grant(NODE, A, 0);
        int bucket = renew(1, 0, SECOND).differing().get(0);
        assertThat(book.surplus(NODE, bucket, List.of(), 14 * SECOND)).isEmpty();
        assertThat(book.surplus(NODE, bucket, List.of(A), 16 * SECOND)).isEmpty();
        assertThat(book.surplus(NODE, bucket, List.of(), 16 * SECOND)).containsExactly(A);
    }

    @Test
    void aLeaseThatIsNotRenewedRunsOut() {
        grant(A);
        renew(1, 0, 10 * SECOND);
        assertThat(book.expired(39 * SECOND)).isEmpty();
        assertThat(book.expired(40 * SECOND)).containsExactly(NODE);
        assertThat(book.end(NODE)).containsExactly(A);
        assertThat(book.expired(41 * SECOND)).isEmpty();
    }

    @Test
    void aRoomThatStoppedIsNobodysAnyMore() {
        grant(A);
        book.releaseAll(A);
        assertThat(book.rooms(NODE)).isEmpty();
        assertThat(renew(1, 0, SECOND).differing()).hasSize(1);
    }

    private static LeaseNews.RoomSeq seq(RoomName room, long lastSeq) {
        return new LeaseNews.RoomSeq(room, lastSeq, new CrowdSeq(1, lastSeq));
    }

    private void grant(RoomName room) {
        book.grant(NODE, room, 0);
        hubs.add(room, 0);
    }

    private LeaseNews.Renewed renew(long round, long acked, long nanos) {
        return book.renew(new Leases.Renew(NODE, round, acked, hubs.digests(), hub.getRef()), self.getRef(), nanos);
    }
}

package confab.room;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import confab.model.Body;
import confab.model.Draft;
import confab.model.PostId;
import confab.model.SessionId;
import confab.model.UserName;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PostQueueTest {
    private final PostQueue queue = new PostQueue(10);

    @Test
    void batchesComeOutInOrderAndAsManyAsFit() {
        assertThat(queue.offer(batch("a", 1, 4))).isTrue();
        assertThat(queue.offer(batch("b", 1, 2))).isTrue();
        assertThat(queue.offer(batch("c", 1, 3))).isTrue();
        List<ChatRoom.Post> taken = queue.take(6);
        assertThat(taken).extracting(ChatRoom.Post::node).containsExactly(new NodeId("a"), new NodeId("b"));
        assertThat(queue.take(1)).hasSize(1);
    }

    @Test
    void aBatchSentAgainIsDroppedUntilItIsDone() {
        queue.offer(batch("a", 7, 1));
        assertThat(queue.offer(batch("a", 7, 1))).isFalse();
        List<ChatRoom.Post> taken = queue.take(5);
        assertThat(queue.offer(batch("a", 7, 1))).isFalse();
        queue.done(taken);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.offer(batch("a", 7, 1))).isTrue();
    }

    @Test
    void aBatchTooManyIsDroppedButALoneOneMayBeLarge() {
        assertThat(queue.offer(batch("a", 1, 11))).isTrue();
        assertThat(queue.offer(batch("b", 1, 1))).isFalse();
        queue.done(queue.take(1));
        assertThat(queue.offer(batch("b", 1, 1))).isTrue();
    }

    @Test
    void whatIsGivenBackComesFirst() {
        queue.offer(batch("a", 1, 1));
        queue.offer(batch("b", 1, 1));
        List<ChatRoom.Post> both = queue.take(2);
        queue.offer(batch("c", 1, 1));
        queue.giveBack(both);
        assertThat(queue.take(10))
                .extracting(ChatRoom.Post::node)
                .containsExactly(new NodeId("a"), new NodeId("b"), new NodeId("c"));
    }

    private static ChatRoom.Post batch(String node, long number, int posts) {
        Draft draft =
                new Draft(new PostId("p"), new UserName("Ann"), Body.ofJson(new byte[] {'1'}), new SessionId("s"));
        TestInbox<RoomNews> relay = TestInbox.create();
        return new ChatRoom.Post(new NodeId(node), number, Collections.nCopies(posts, draft), relay.getRef());
    }
}

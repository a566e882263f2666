package confab.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A room's posts on their way to the log, in the order in which they came. Bounded: a batch too many is dropped, and its
 * relay, which holds it until it is answered, sends it again.
 */
final class PostQueue {
    private final int maxPosts;
    private final Deque<ChatRoom.Post> waiting = new ArrayDeque<>();
    /** Each node's newest batch here, waiting or being written; what it sends again meanwhile is dropped. */
    private final Map<NodeId, Long> newest = new HashMap<>();

    private int posts;

    /** @param maxPosts waiting or being written at a time */
    PostQueue(int maxPosts) {
        this.maxPosts = maxPosts;
    }

    /** Whether the batch will be written because of this call: not if it is here already, or there is no room for it. */
    boolean offer(ChatRoom.Post batch) {
        boolean isKnown = Long.valueOf(batch.batch()).equals(newest.get(batch.node()));
        if (isKnown || (posts > 0 && posts + batch.drafts().size() > maxPosts)) {
            return false;
        }
        newest.put(batch.node(), batch.batch());
        posts += batch.drafts().size();
        waiting.add(batch);
        return true;
    }

    /** The oldest batches, as many as have not more than {@code limit} posts together, but one at least if there is one. */
    List<ChatRoom.Post> take(int limit) {
        List<ChatRoom.Post> batches = new ArrayList<>();
        int taken = 0;
        while (!waiting.isEmpty()) {
            int size = waiting.getFirst().drafts().size();
            if (!batches.isEmpty() && taken + size > limit) {
                break;
            }
            taken += size;
            batches.add(waiting.removeFirst());
        }
        return batches;
    }

    /** What was taken could not be written; it comes first again. */
    void giveBack(List<ChatRoom.Post> batches) {
        for (int i = batches.size() - 1; i >= 0; i--) {
            waiting.addFirst(batches.get(i));
        }
    }

    /** What was taken is written. */
    void done(List<ChatRoom.Post> batches) {
        for (ChatRoom.Post batch : batches) {
            posts -= batch.drafts().size();
            newest.remove(batch.node(), batch.batch());
        }
    }

    /** Posts waiting or being written. */
    int size() {
        return posts;
    }

    /** Whether nothing is waiting or being written. */
    boolean isEmpty() {
        return posts == 0;
    }
}

package confab.relay;

import akka.actor.typed.ActorRef;
import confab.log.MessageLog;
import confab.model.Draft;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import confab.room.Parts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A relay's posts on their way to the room: one batch under way, the others waiting for the next. So nothing waits while
 * the node is quiet, and batches grow by themselves under load. Bounded: a post too many is answered as overloaded.
 */
final class Outbox {
    private final PostCounts counts;
    private final int maxPosts;
    private final int maxBatchPosts;
    private final int maxBatchBytes;

    private final Deque<Pending> waiting = new ArrayDeque<>();
    private @Nullable Shipment underWay;
    private long lastNumber;
    private long lastHurried;

    /**
     * A post that waits for its answer.
     *
     * @param since when it came, as {@link System#nanoTime}
     */
    record Pending(Draft draft, @Nullable String ref, ActorRef<RelayNews> replyTo, long since) {
        void answerPosted(RoomName room, MessageLog.Place place) {
            replyTo.tell(new RelayNews.Answer(new Event.Posted(room, draft.id(), place.seq(), place.atMillis(), ref)));
        }

        void answerFailed(ErrorCode code, String message) {
            String answers = ref == null ? draft.id().value() : ref;
            replyTo.tell(new RelayNews.Answer(new Event.Failed(code, message, answers, null)));
        }
    }

    /** A batch with the relay's number of it. */
    record Shipment(long number, List<Pending> posts) {
        List<Draft> drafts() {
            return posts.stream().map(Pending::draft).toList();
        }

        boolean isOlderThan(long limit) {
            return posts.get(0).since() - limit < 0;
        }
    }

    /**
     * @param counts of the node: what is taken here waits until it is answered, or given up
     * @param maxPosts waiting, besides those under way
     * @param maxBatchBytes as {@link Parts} weighs them; a single post may be more
     */
    Outbox(PostCounts counts, int maxPosts, int maxBatchPosts, int maxBatchBytes) {
        this.counts = counts;
        this.maxPosts = maxPosts;
        this.maxBatchPosts = maxBatchPosts;
        this.maxBatchBytes = maxBatchBytes;
    }

    /** False if there is no room for it. */
    boolean offer(Pending post) {
        if (waiting.size() >= maxPosts) {
            counts.refused();
            return false;
        }
        waiting.add(post);
        counts.took(post.draft().body().length());
        return true;
    }

    /** Whether there is a next batch, and none is under way. */
    boolean isReady() {
        return underWay == null && !waiting.isEmpty();
    }

    /** The next batch, now under way; null unless {@link #isReady}. */
    @Nullable
    Shipment ship() {
        if (!isReady()) {
            return null;
        }
        List<Pending> posts = new ArrayList<>();
        int bytes = 0;
        while (!waiting.isEmpty() && posts.size() < maxBatchPosts) {
            bytes += Parts.weight(waiting.getFirst().draft());
            if (!posts.isEmpty() && bytes > maxBatchBytes) {
                break;
            }
            posts.add(waiting.removeFirst());
        }
        underWay = new Shipment(++lastNumber, posts);
        return underWay;
    }

    @Nullable
    Shipment underWay() {
        return underWay;
    }

    /**
     * The batch under way, once: it is not to wait for its time to be sent again. Two owners of a room who oust each other
     * while the cluster is cut would go round in circles otherwise.
     */
    @Nullable
    Shipment hurry() {
        if (underWay == null || underWay.number() == lastHurried) {
            return null;
        }
        lastHurried = underWay.number();
        return underWay;
    }

    /** Whether the batch under way has posts that came before {@code limit}. */
    boolean isLate(long limit) {
        return underWay != null && underWay.isOlderThan(limit);
    }

    /**
     * The batch is answered: its posts, or none if it is not the one under way.
     *
     * @param places of its posts
     */
    List<Pending> answered(long number, List<MessageLog.Place> places) {
        List<Pending> posts = settle(number);
        int repeats = 0;
        for (int i = 0; i < posts.size(); i++) {
            repeats += places.get(i).repeated() ? 1 : 0;
        }
        counts.answered(posts.size(), repeats);
        return posts;
    }

    private List<Pending> settle(long number) {
        if (underWay == null || underWay.number() != number) {
            return List.of();
        }
        List<Pending> posts = underWay.posts();
        underWay = null;
        return posts;
    }

    /**
     * Gives up what waits since before {@code limit}, the whole batch under way with its oldest, and what the same sessions
     * posted after it: else a later post would be kept before an earlier one that its client sends again.
     */
    List<Pending> expire(long limit) {
        List<Pending> expired = new ArrayList<>();
        if (underWay != null && underWay.isOlderThan(limit)) {
            expired.addAll(settle(underWay.number()));
        }
        Set<SessionId> sessions = new HashSet<>();
        expired.forEach(post -> sessions.add(post.draft().origin()));
        waiting.removeIf(post -> {
            boolean isExpired =
                    post.since() - limit < 0 || sessions.contains(post.draft().origin());
            if (isExpired) {
                sessions.add(post.draft().origin());
                expired.add(post);
            }
            return isExpired;
        });
        counts.gaveUp(expired.size());
        return expired;
    }

    /** Nothing is sent any more, and nobody answered: who posted finds the relay gone. */
    void close() {
        counts.gaveUp(waiting.size() + (underWay == null ? 0 : underWay.posts().size()));
        waiting.clear();
        underWay = null;
    }

    boolean isEmpty() {
        return underWay == null && waiting.isEmpty();
    }
}

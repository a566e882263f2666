package confab.room;

import akka.actor.typed.ActorRef;
import confab.log.MessageLog;
import confab.model.Draft;
import confab.model.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One room's way to the log: posts wait here until the log has let the room write, and one entry is under way at a time.
 * Touched by its room alone, which does the writing; lives as long as the room.
 */
final class Journal {
    private final PostQueue queue;
    private final int maxEntryPosts;

    /** Null while the log has not let this activation write. */
    private MessageLog.@Nullable Head head;

    private long epoch;
    private boolean isWriting;
    private long lastAtMillis;

    /**
     * What is written to the log at once.
     *
     * @param head where it follows
     * @param drafts of all batches, in order
     * @param atMillis the time of its messages; a room's never goes back
     */
    record Entry(MessageLog.Head head, List<ChatRoom.Post> batches, List<Draft> drafts, long atMillis) {}

    /**
     * What became of an entry that is in the log.
     *
     * @param messages those that were not there before, ascending and contiguous
     * @param answers one for each batch
     */
    record Written(List<Message> messages, List<Answer> answers) {}

    /** To the relay that sent a batch. */
    record Answer(ActorRef<RoomNews> relay, RoomNews.Placed news) {
        /** Whether none of the batch was there before. */
        boolean isAllNew() {
            return news.places().stream().noneMatch(MessageLog.Place::repeated);
        }

        void send() {
            relay.tell(news);
        }
    }

    /**
     * @param maxQueuedPosts waiting or being written; {@link PostQueue} drops what is more
     * @param maxEntryPosts written at once, unless a single batch has more
     */
    Journal(int maxQueuedPosts, int maxEntryPosts) {
        this.queue = new PostQueue(maxQueuedPosts);
        this.maxEntryPosts = maxEntryPosts;
    }

    void offer(ChatRoom.Post batch) {
        queue.offer(batch);
    }

    /** The log lets this activation write. */
    void open(MessageLog.Head claimed) {
        head = claimed;
        epoch = claimed.epoch();
    }

    /** What to write next, now under way; null if there is nothing to write, or it is to wait. */
    @Nullable
    Entry next(long nowMillis) {
        if (head == null || isWriting || queue.isEmpty()) {
            return null;
        }
        isWriting = true;
        List<ChatRoom.Post> batches = queue.take(maxEntryPosts);
        List<Draft> drafts = new ArrayList<>();
        batches.forEach(batch -> drafts.addAll(batch.drafts()));
        lastAtMillis = Math.max(lastAtMillis, nowMillis);
        return new Entry(head, batches, drafts, lastAtMillis);
    }

    /** @param places as the log gave them, one for each draft */
    Written written(Entry entry, List<MessageLog.Place> places) {
        isWriting = false;
        queue.done(entry.batches());
        List<Message> messages = messages(entry.drafts(), places);
        head = new MessageLog.Head(entry.head().epoch(), entry.head().lastSeq() + messages.size());
        return new Written(messages, answers(entry.batches(), places));
    }

    /** Whether the entry is kept is not known: it comes first when the log lets the room write again, and the log takes it once. */
    void failed(Entry entry) {
        isWriting = false;
        head = null;
        queue.giveBack(entry.batches());
    }

    /** Where the room stands; null while the log does not let it write. */
    MessageLog.@Nullable Head head() {
        return head;
    }

    /** The newest that this activation had, 0 if none yet. */
    long epoch() {
        return epoch;
    }

    /** Whether this activation had its epoch before another that has that one. */
    boolean isOlderThan(long otherEpoch) {
        return epoch != 0 && otherEpoch > epoch;
    }

    /** Posts waiting or being written. */
    int size() {
        return queue.size();
    }

    /** Whether nothing waits or is being written. */
    boolean isEmpty() {
        return queue.isEmpty();
    }

    private static List<Message> messages(List<Draft> drafts, List<MessageLog.Place> places) {
        List<Message> messages = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            MessageLog.Place at = places.get(i);
            if (!at.repeated()) {
                messages.add(drafts.get(i).numbered(at.seq(), at.atMillis()));
            }
        }
        return messages;
    }

    private static List<Answer> answers(List<ChatRoom.Post> batches, List<MessageLog.Place> places) {
        List<Answer> answers = new ArrayList<>(batches.size());
        int from = 0;
        for (ChatRoom.Post batch : batches) {
            int to = from + batch.drafts().size();
            answers.add(new Answer(batch.relay(), new RoomNews.Placed(batch.batch(), places.subList(from, to))));
            from = to;
        }
        return answers;
    }
}

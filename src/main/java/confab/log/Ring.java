package confab.log;

import confab.model.Draft;
import confab.model.Message;
import confab.model.PostId;
import confab.model.UserName;
import org.jspecify.annotations.Nullable;

/**
 * So many messages with consecutive numbers, found by number, and by who posted them under which id. The index is open
 * addressing with linear probing, at most half full: rooms keep millions of messages, and an entry object for each, as a
 * hash map has it, is what a collector would have to copy.
 */
final class Ring {
    /** A message stands at its seq modulo the length. */
    private final @Nullable Message[] messages;

    /** Slots of messages, one more each; 0 where there is none. */
    private final int[] index;

    Ring(int capacity) {
        this.messages = new Message[capacity];
        this.index = new int[Integer.highestOneBit(2 * capacity - 1) << 1];
    }

    int capacity() {
        return messages.length;
    }

    /** Null if there is none. */
    @Nullable
    Message at(long seq) {
        return messages[slot(seq)];
    }

    /** The message that was made of the same post; null if there is none. */
    @Nullable
    Message of(Draft draft) {
        for (int at = home(draft.from(), draft.id()); index[at] != 0; at = after(at)) {
            Message message = messages[index[at] - 1];
            if (message != null
                    && message.id().equals(draft.id())
                    && message.from().equals(draft.from())) {
                return message;
            }
        }
        return null;
    }

    /** Its slot is free, and no message was made of the same post. */
    void put(Message message) {
        int slot = slot(message.seq());
        messages[slot] = message;
        int at = home(message);
        while (index[at] != 0) {
            at = after(at);
        }
        index[at] = slot + 1;
    }

    /** What stands behind the hole is moved into it, unless it would come to stand before its home. */
    void remove(Message message) {
        int slot = slot(message.seq());
        int hole = home(message);
        while (index[hole] != slot + 1) {
            hole = after(hole);
        }
        for (int at = after(hole); index[at] != 0; at = after(at)) {
            Message next = messages[index[at] - 1];
            if (next != null && distance(home(next), at) >= distance(hole, at)) {
                index[hole] = index[at];
                hole = at;
            }
        }
        index[hole] = 0;
        messages[slot] = null;
    }

    private int slot(long seq) {
        return (int) (seq % messages.length);
    }

    private int home(Message message) {
        return home(message.from(), message.id());
    }

    private int home(UserName from, PostId id) {
        int hash = (31 * from.hashCode() + id.hashCode()) * 0x9e3779b9;
        return hash >>> (Integer.numberOfLeadingZeros(index.length) + 1);
    }

    private int after(int at) {
        return at + 1 & index.length - 1;
    }

    private int distance(int from, int to) {
        return to - from & index.length - 1;
    }
}

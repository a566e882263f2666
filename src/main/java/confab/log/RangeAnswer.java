package confab.log;

import confab.log.MessageLog.Range;
import confab.model.Message;
import java.util.ArrayList;
import java.util.List;

/** Collects one read's answer, and says where it ends: at the limits, or before a hole. Lives for one read. */
final class RangeAnswer {
    private final int limit;
    private final int maxBytes;
    private final List<Message> messages = new ArrayList<>();
    private long bytes;

    RangeAnswer(int limit, int maxBytes) {
        this.limit = limit;
        this.maxBytes = maxBytes;
    }

    /** @throws IllegalArgumentException if no such range can be asked for */
    static void check(long fromSeq, int limit) {
        if (fromSeq < 1 || limit < 1) {
            throw new IllegalArgumentException(
                    "a read starts at 1 or more and asks for 1 message or more, not " + limit + " from " + fromSeq);
        }
    }

    /** Adds the next message; false if it does not belong into the answer, which then is complete. */
    boolean add(Message message) {
        bytes += message.body().length();
        if (!messages.isEmpty()) {
            long before = messages.get(messages.size() - 1).seq();
            if (messages.size() == limit || bytes > maxBytes || message.seq() != before + 1) {
                return false;
            }
        }
        return messages.add(message);
    }

    Range range(long lastSeq) {
        return new Range(messages, lastSeq);
    }
}

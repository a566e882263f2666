package confab.log;

import confab.log.MessageLog.Appended;
import confab.log.MessageLog.Fenced;
import confab.log.MessageLog.Head;
import confab.log.MessageLog.Kept;
import confab.log.MessageLog.Place;
import confab.log.MessageLog.Range;
import confab.model.Draft;
import confab.model.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One room of a {@link MemoryLog}: a ring of its newest messages and the index of their ids. Locked by itself. */
final class MemoryRoom {
    /** Slots of a new room's ring; doubled when full, up to the bound. */
    private static final int FIRST_SLOTS = 16;

    private final int maxMessages;
    private final Map<PostKey, Place> places = new HashMap<>();

    /** A message stands at its seq modulo the length. */
    private @Nullable Message[] ring;

    private long epoch;
    private long oldestSeq = 1;
    private long lastSeq;

    /** @param maxMessages the bound of the ring; past it the oldest message and its id are forgotten */
    MemoryRoom(int maxMessages) {
        this.maxMessages = maxMessages;
        this.ring = new Message[Math.min(FIRST_SLOTS, maxMessages)];
    }

    /** An epoch above all that this or, clocks willing, another node gave out before. */
    synchronized Head claim(long nowMillis) {
        epoch = Math.max(epoch + 1, nowMillis);
        return new Head(epoch, lastSeq);
    }

    synchronized Appended append(Head head, List<Draft> drafts, long atMillis) {
        if (head.epoch() != epoch || head.lastSeq() != lastSeq) {
            return new Fenced();
        }
        Numbering numbering = Numbering.of(lastSeq, drafts, atMillis, i -> places.get(PostKey.of(drafts.get(i))));
        numbering.fresh().forEach(this::keep);
        return new Kept(numbering.places());
    }

    private void keep(Message message) {
        if (lastSeq - oldestSeq + 1 == ring.length) {
            makeRoom();
        }
        lastSeq = message.seq();
        ring[slot(lastSeq)] = message;
        places.put(new PostKey(message.from(), message.id()), new Place(message.seq(), message.atMillis(), false));
    }

    private void makeRoom() {
        if (ring.length < maxMessages) {
            @Nullable Message[] wider = new Message[(int) Math.min(2L * ring.length, maxMessages)];
            for (long seq = oldestSeq; seq <= lastSeq; seq++) {
                wider[(int) (seq % wider.length)] = ring[slot(seq)];
            }
            ring = wider;
            return;
        }
        Message oldest = ring[slot(oldestSeq)];
        if (oldest != null) {
            places.remove(new PostKey(oldest.from(), oldest.id()));
        }
        oldestSeq++;
    }

    synchronized Range read(long fromSeq, int limit, int maxBytes) {
        RangeAnswer answer = new RangeAnswer(limit, maxBytes);
        for (long seq = Math.max(fromSeq, oldestSeq); seq <= lastSeq; seq++) {
            Message message = ring[slot(seq)];
            if (message == null || !answer.add(message)) {
                break;
            }
        }
        return answer.range(lastSeq);
    }

    private int slot(long seq) {
        return (int) (seq % ring.length);
    }
}

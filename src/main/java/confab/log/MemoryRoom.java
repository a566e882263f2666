package confab.log;

import confab.log.MessageLog.Appended;
import confab.log.MessageLog.Fenced;
import confab.log.MessageLog.Head;
import confab.log.MessageLog.Kept;
import confab.log.MessageLog.Place;
import confab.log.MessageLog.Range;
import confab.model.Draft;
import confab.model.Message;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One room of a {@link MemoryLog}: its newest messages. Locked by itself. */
final class MemoryRoom {
    /** Slots of a new room's ring; twice as many when it is full, up to the bound. */
    private static final int FIRST_SLOTS = 16;

    private final int maxMessages;
    private Ring ring;

    private long epoch;
    private long oldestSeq = 1;
    private long lastSeq;

    /** @param maxMessages the bound; past it the oldest message and its id are forgotten */
    MemoryRoom(int maxMessages) {
        this.maxMessages = maxMessages;
        this.ring = new Ring(Math.min(FIRST_SLOTS, maxMessages));
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
        Numbering numbering = Numbering.of(lastSeq, drafts, atMillis, i -> place(ring.of(drafts.get(i))));
        numbering.fresh().forEach(this::keep);
        return new Kept(numbering.places());
    }

    private static @Nullable Place place(@Nullable Message message) {
        return message == null ? null : new Place(message.seq(), message.atMillis(), false);
    }

    private void keep(Message message) {
        if (lastSeq - oldestSeq + 1 == ring.capacity()) {
            makeRoom();
        }
        lastSeq = message.seq();
        ring.put(message);
    }

    private void makeRoom() {
        if (ring.capacity() < maxMessages) {
            Ring wider = new Ring((int) Math.min(2L * ring.capacity(), maxMessages));
            for (long seq = oldestSeq; seq <= lastSeq; seq++) {
                wider.put(Objects.requireNonNull(ring.at(seq)));
            }
            ring = wider;
        } else {
            ring.remove(Objects.requireNonNull(ring.at(oldestSeq)));
            oldestSeq++;
        }
    }

    synchronized Range read(long fromSeq, int limit, int maxBytes) {
        RangeAnswer answer = new RangeAnswer(limit, maxBytes);
        for (long seq = Math.max(fromSeq, oldestSeq); seq <= lastSeq; seq++) {
            Message message = ring.at(seq);
            if (message == null || !answer.add(message)) {
                break;
            }
        }
        return answer.range(lastSeq);
    }
}

package confab.relay;

import confab.model.SessionId;
import confab.protocol.Event;
import confab.protocol.MessageFormat;
import org.jspecify.annotations.Nullable;

/** One connection in one room, with the cursor that says what it reads next. Touched on its lane only. */
final class Member {
    private final Reader reader;
    private final LaneMembers room;
    private final MessageFormat format;

    /** Seq of the next message to write. */
    private long cursor;

    /** Up to here the member did not ask for all, so what is lost is not told. */
    private final long silentTo;

    /** It has not what the others have; so far it had come when that was last looked at. */
    private boolean isLagging;

    private volatile long laggingFrom;

    /** A page is being read for this member. */
    private boolean isReading;

    /** Waits for its outlet. */
    private boolean isWaiting;

    private @Nullable PresenceChange missed;

    /** Where it stands in the list of its lane; -1 if nowhere. */
    int index = -1;

    Member(Reader reader, LaneMembers room, JoinPoint from) {
        this.reader = reader;
        this.room = room;
        this.format = reader.dialect().messages();
        this.cursor = from.cursor();
        this.silentTo = from.silentTo();
    }

    SessionId session() {
        return reader.outlet().session();
    }

    Reader reader() {
        return reader;
    }

    /** From any thread, while it lags: messages that it has still to read. */
    long behind() {
        return Math.max(0, room.end() - laggingFrom + 1);
    }

    boolean isIn() {
        return index >= 0 && !reader.isClosed();
    }

    /** Writes what is new up to {@code end}, as far as the outlet takes it, and flushes once. */
    void feed(Recent recent, Delivery delivery) {
        long end = recent.end();
        if (cursor > end + 1) {
            rewind(end);
        }
        if (!isReading && !isWaiting && (cursor <= end || missed != null)) {
            writeUpTo(end, recent, delivery);
        }
        if (isLagging || cursor <= end) {
            noteLag(cursor <= end);
        }
    }

    /** The end goes back only where a room lost its log: numbers that the member has are given, and owed, once more. */
    private void rewind(long end) {
        room.books().owe(cursor - end - 1);
        cursor = end + 1;
    }

    private void noteLag(boolean lags) {
        laggingFrom = cursor;
        if (lags != isLagging) {
            isLagging = lags;
            if (lags) {
                room.books().lags(this);
            } else {
                room.books().lagsNoMore(this, true);
            }
        }
    }

    private void writeUpTo(long end, Recent recent, Delivery delivery) {
        boolean hasWritten = tellMissed();
        Batch batch = null;
        while (cursor <= end && isWritable()) {
            if (batch == null || !batch.contains(cursor)) {
                batch = recent.at(cursor);
            }
            if (batch == null) {
                readPage();
                break;
            }
            write(batch, end, delivery);
            hasWritten = true;
        }
        if (hasWritten) {
            reader.outlet().flush();
        }
    }

    /** The outlet takes more. */
    void catchUp() {
        isWaiting = false;
        if (isIn()) {
            room.feed(this);
        }
    }

    void tell(PresenceChange change, EventOutputs outputs) {
        if (missed == null && isWritable()) {
            reader.say(outputs.of(reader.dialect()));
            reader.outlet().flush();
        } else {
            missed = change.after(missed);
        }
    }

    /** Not told while the outlet is full: it would be old when it arrives. */
    void tellTyping(EventOutputs outputs) {
        if (reader.outlet().isWritable()) {
            reader.say(outputs.of(reader.dialect()));
            reader.outlet().flush();
        }
    }

    /** @param end what it was owed up to */
    void leave(long end) {
        if (isWaiting) {
            reader.waitNoMore(this);
        }
        if (isLagging) {
            room.books().lagsNoMore(this, false);
        }
        long left = end - cursor + 1;
        if (left > 0) {
            room.books().abandon(left);
        } else {
            // It was still given what came while it left.
            room.books().owe(-left);
        }
    }

    private boolean tellMissed() {
        if (missed == null || !isWritable()) {
            return false;
        }
        reader.say(reader.dialect().encode(missed.event(room.name())));
        missed = null;
        return true;
    }

    /** Asks to be told when not. */
    private boolean isWritable() {
        if (!isWaiting && !reader.outlet().isWritable()) {
            isWaiting = true;
            reader.waitFor(this);
        }
        return !isWaiting;
    }

    private void readPage() {
        isReading = true;
        room.readPage(this, cursor);
    }

    /** @param page null if the log has nothing from the cursor on, or did not answer */
    void onPage(@Nullable Batch page, boolean hasFailed, Recent recent, Delivery delivery) {
        isReading = false;
        if (!isIn()) {
            return;
        }
        long end = recent.end();
        if (!hasFailed && cursor <= end) {
            skipTo(page == null || page.last() < cursor ? end + 1 : Math.min(page.first(), end + 1));
            if (page != null && page.contains(cursor) && cursor <= end && isWritable()) {
                write(page, end, delivery);
            }
            reader.outlet().flush();
        }
        room.feedSoon(this);
    }

    /** What lies between is lost for good. */
    private void skipTo(long seq) {
        if (seq <= cursor) {
            return;
        }
        reader.reached(room.name(), seq - 1);
        long from = Math.max(cursor, silentTo + 1);
        room.books().drop(Books.Drop.NOT_KEPT, Math.min(from, seq) - cursor);
        if (from < seq) {
            room.books().drop(Books.Drop.GAP, seq - from);
            reader.say(reader.dialect().encode(new Event.Gap(room.name(), from, seq - 1, room.logId())));
        }
        cursor = seq;
    }

    private void write(Batch batch, long end, Delivery delivery) {
        int from = (int) (cursor - batch.first());
        int to = (int) (Math.min(batch.last(), end) - batch.first()) + 1;
        MessageFormat.Frames frames = batch.frames(format);
        if (reader.isFollowed()) {
            writeEach(batch, frames, from, to, delivery);
        } else if (format.echoesToSender() || !batch.isFrom(session())) {
            writeRun(batch, frames, from, to, delivery);
        } else {
            writeOthers(batch, frames, from, to, delivery);
        }
        cursor = batch.first() + to;
    }

    /** One by one, for who is to know which message each is. */
    private void writeEach(Batch batch, MessageFormat.Frames frames, int from, int to, Delivery delivery) {
        for (int i = from; i < to; i++) {
            reader.reached(room.name(), batch.first() + i);
            if (format.echoesToSender() || !batch.isFrom(session(), i)) {
                writeRun(batch, frames, i, i + 1, delivery);
            } else {
                delivery.keptBack(1);
            }
        }
    }

    /** The runs between the member's own messages. */
    private void writeOthers(Batch batch, MessageFormat.Frames frames, int from, int to, Delivery delivery) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i < to && !batch.isFrom(session(), i)) {
                continue;
            }
            if (i > start) {
                writeRun(batch, frames, start, i, delivery);
            }
            if (i < to) {
                delivery.keptBack(1);
            }
            start = i + 1;
        }
    }

    private void writeRun(Batch batch, MessageFormat.Frames frames, int from, int to, Delivery delivery) {
        int start = frames.start(from);
        int end = frames.end(to - 1);
        reader.outlet().write(delivery.share(frames), start, end);
        delivery.wrote(batch, to - from, end - start);
    }
}

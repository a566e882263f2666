package confab.soak;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client's place in a room, over all its connections: where it is in the room, and what it has to say. */
final class Seat {
    /** Nothing seen yet, so that the first join asks for no history. */
    static final int NOWHERE = -1;

    /** A post that is not acknowledged, and its last sending over the connection of now, if any. */
    static final class Unanswered {
        private @Nullable Sending sending;
        private boolean wasSent;
        private long dueNanos;

        /** Sends it, or sends it again. */
        void send(Sending now) {
            sending = now;
            wasSent = true;
        }

        /** It was refused, and is to be sent again later. */
        void refuse(long now, long due) {
            if (sending != null) {
                sending.end(now);
                sending = null;
            }
            dueNanos = due;
        }

        Sending.Kind nextKind() {
            return wasSent ? Sending.Kind.AGAIN : Sending.Kind.FIRST;
        }

        boolean isDue(long now) {
            return sending == null && now >= dueNanos;
        }

        @Nullable
        Sending sending() {
            return sending;
        }
    }

    private final String room;
    private final Map<Mark, Unanswered> unanswered = new LinkedHashMap<>();
    private int lastSeen = NOWHERE;
    private long joinNanos;
    private @Nullable Sending joining;
    private @Nullable Hearing hearing;

    Seat(String room) {
        this.room = room;
    }

    String room() {
        return room;
    }

    /** The last seq seen, or {@link #NOWHERE}. */
    int lastSeen() {
        return lastSeen;
    }

    void see(int seq) {
        lastSeen = Math.max(lastSeen, seq);
    }

    Map<Mark, Unanswered> unanswered() {
        return unanswered;
    }

    boolean isJoined() {
        return hearing != null;
    }

    @Nullable
    Hearing hearing() {
        return hearing;
    }

    /** The join is on its way; its answer comes, or an error, or the connection ends. */
    void joining(Sending sent) {
        joining = sent;
        joinNanos = Long.MAX_VALUE;
    }

    void join(Hearing begun, long now) {
        hearing = begun;
        endJoining(now);
    }

    boolean isJoinDue(long now) {
        return hearing == null && now >= joinNanos;
    }

    /** The join is refused for now. */
    void joinAgain(long now, long due) {
        endJoining(now);
        joinNanos = due;
    }

    /** The connection, or the membership over it, is gone. */
    void leave(long now) {
        if (hearing != null) {
            hearing.end();
            hearing = null;
        }
        joinAgain(now, now);
        unanswered.values().forEach(post -> post.refuse(now, now));
    }

    private void endJoining(long now) {
        if (joining != null) {
            joining.end(now);
            joining = null;
        }
    }
}

package confab.soak;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON client's place in a room, over all its connections: where it is in the room, and what it has to say. */
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

    void join(Hearing begun) {
        hearing = begun;
    }

    boolean isJoinDue(long now) {
        return hearing == null && now >= joinNanos;
    }

    void joinNotBefore(long nanos) {
        joinNanos = nanos;
    }

    /** The connection, or the membership over it, is gone. */
    void leave(long now) {
        if (hearing != null) {
            hearing.end();
            hearing = null;
        }
        joinNanos = now;
        unanswered.values().forEach(post -> post.refuse(now, now));
    }
}

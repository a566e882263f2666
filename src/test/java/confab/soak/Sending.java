package confab.soak;

/** One sending of a post, or of a join, over one connection, and its answer there. Written under its client's lock. */
final class Sending {
    /** How it was sent. */
    enum Kind {
        /** With a number for an answer, for the first time. */
        FIRST,
        /** The same, again. */
        AGAIN,
        /** By plain text, which is never answered. */
        PLAIN,
        /** No post: a client comes in, and can post only then. */
        JOIN
    }

    private final Mark mark;
    private final String room;
    private final int connection;
    private final int node;
    private final Kind kind;
    private final long sentNanos;
    private long endNanos;
    private boolean isEnded;
    private int seq;

    Sending(Mark mark, String room, int connection, int node, Kind kind, long sentNanos) {
        this.mark = mark;
        this.room = room;
        this.connection = connection;
        this.node = node;
        this.kind = kind;
        this.sentNanos = sentNanos;
    }

    /** The server said that it is kept. */
    void acknowledge(int place, long now) {
        seq = place;
        end(now);
    }

    /** It was refused, or the connection was lost. */
    void end(long now) {
        endNanos = now;
        isEnded = true;
    }

    Mark mark() {
        return mark;
    }

    String room() {
        return room;
    }

    int connection() {
        return connection;
    }

    /** The number of the node that it was sent to, or {@link Outages#ANY}. */
    int node() {
        return node;
    }

    Kind kind() {
        return kind;
    }

    boolean isAcknowledged() {
        return seq != 0;
    }

    /** As acknowledged; 0 if it was not. */
    int seq() {
        return seq;
    }

    long sentNanos() {
        return sentNanos;
    }

    /** When it was answered or given up; the end of the soak if it never was. */
    long endNanos(long soakEnd) {
        return isEnded ? endNanos : soakEnd;
    }

    @Override
    public String toString() {
        return (kind == Kind.JOIN ? "join " : "post ") + mark + " to " + room + " (connection " + connection + ")";
    }
}

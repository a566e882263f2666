package confab.engineio;

/**
 * When one session is to be pinged, and when it has been silent for too long. Counted from when things were due, not from
 * when a timer had its look: clients count alike, and poll right at the end. But a client that waited for its ping, and got
 * it late because this node was busy, has its time all the same. Times as {@link System#nanoTime}.
 */
final class Heartbeat {
    private final Pace pace;

    /** Of the next ping; of the one that is not answered, when its client could expect to have it. */
    private long pingDue;

    private long heardAt;
    private boolean isAsked;

    /**
     * The same for all sessions of a node.
     *
     * @param tickNanos how late a ping usually may be
     */
    record Pace(long intervalNanos, long timeoutNanos, long tickNanos) {}

    /** What is to be done now. */
    enum Verdict {
        FINE,
        PING,
        SILENT
    }

    Heartbeat(Pace pace, long now) {
        this.pace = pace;
        this.pingDue = now + pace.intervalNanos();
        this.heardAt = now;
    }

    /** Something came of the client: it is alive, though it may have a ping to answer yet. */
    void heard(long now) {
        heardAt = now;
    }

    /** The ping is answered. */
    void answered(long now) {
        heardAt = now;
        isAsked = false;
        pingDue = now + pace.intervalNanos();
    }

    /**
     * Whether nothing came for too long after a ping was due.
     *
     * @param isWaiting whether the client takes what is sent at once: then it has not been pinged as long as it is not asked
     */
    boolean isSilent(long now, boolean isWaiting) {
        return (isAsked || !isWaiting) && now - limit() >= 0;
    }

    /**
     * @param isRead whether the client is read; if not, its answer may be on its way, but it still wants to be pinged
     * @param isWaiting as with {@link #isSilent}
     */
    Verdict look(long now, boolean isRead, boolean isWaiting) {
        if (isRead && isSilent(now, isWaiting)) {
            return Verdict.SILENT;
        }
        if (now - due(isRead) < 0) {
            return Verdict.FINE;
        }
        if (isAsked) {
            pingDue += pace.intervalNanos();
        } else if (isWaiting) {
            pingDue = later(pingDue, now - pace.tickNanos());
        }
        isAsked = true;
        return Verdict.PING;
    }

    /** When to look again. */
    long due(boolean isRead) {
        if (!isAsked) {
            return pingDue;
        }
        return isRead ? limit() : pingDue + pace.intervalNanos();
    }

    private long limit() {
        return later(heardAt, pingDue) + pace.timeoutNanos();
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }
}

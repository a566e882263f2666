package confab.edge;

import java.time.Duration;

/**
 * How long a client that speaks HTTP is waited for, counted in ticks of a second. Only what it owes counts: a request's clock
 * stands still while the route does not read, and a byte now and then does not set it back.
 */
final class Patience {
    private final int requestTicks;
    private final int idleTicks;

    /** Ticks in which the rest of the request under way was waited for. */
    private int awaited;

    /** Ticks in which nothing came or went. */
    private int still;

    private long pending;

    /** What is to be done now. */
    enum Verdict {
        FINE,
        /** The request did not come in time. */
        TOO_SLOW,
        /** Nothing moved for too long. */
        IDLE
    }

    Patience(Duration requestTimeout, Duration idleTimeout) {
        requestTicks = Ticking.ticks(requestTimeout);
        idleTicks = Ticking.ticks(idleTimeout);
    }

    /** Something came, or the route wrote something. */
    void moved() {
        still = 0;
    }

    /** The next request has all its time. */
    void onAnswered() {
        still = 0;
        awaited = 0;
    }

    /**
     * @param isAwaited whether the rest of a request is read and has not come
     * @param pendingBytes length of the outbound queue
     */
    Verdict tick(boolean isAwaited, long pendingBytes) {
        still = pendingBytes < pending ? 0 : still + 1;
        pending = pendingBytes;
        if (isAwaited) {
            awaited++;
            // The first tick may come at once, so that one more is waited for.
            return awaited > requestTicks ? Verdict.TOO_SLOW : Verdict.FINE;
        }
        return still > idleTicks ? Verdict.IDLE : Verdict.FINE;
    }
}

package confab.edge;

import confab.config.Settings;
import java.time.Duration;

/**
 * Whether a client is alive and reads, counted in ticks of a second. While the server does not read from it, or it does not
 * take what is written, the heartbeat stands still: its answer may be on its way unseen.
 */
final class Liveness {
    private static final Duration NEVER = Duration.ofDays(10_000);

    private final int intervalTicks;
    private final int timeoutTicks;
    private final int stuckTicks;

    private int sincePing;
    /** Ticks since the first ping that is not answered. */
    private int unanswered;

    private int stuck;
    private long pending;
    private boolean isAsked;

    /** What is to be done now. */
    enum Verdict {
        FINE,
        PING,
        /** It did not answer in time. */
        SILENT,
        /** It takes nothing of what waits for it. */
        STUCK
    }

    static Liveness of(Settings.Edge settings) {
        return new Liveness(settings.heartbeatInterval(), settings.heartbeatTimeout(), settings.slowReaderTimeout());
    }

    /** For what is known to be alive by other means. */
    static Liveness withoutPings(Duration stuckTimeout) {
        return new Liveness(NEVER, NEVER, stuckTimeout);
    }

    Liveness(Duration interval, Duration timeout, Duration stuckTimeout) {
        intervalTicks = Ticking.ticks(interval);
        timeoutTicks = Ticking.ticks(timeout);
        stuckTicks = Ticking.ticks(stuckTimeout);
    }

    /** Any frame of the client came. */
    void heard() {
        isAsked = false;
    }

    /**
     * @param isRead whether the socket is being read
     * @param isWritable whether the outbound queue is below its bound
     * @param pendingBytes length of the outbound queue
     */
    Verdict tick(boolean isRead, boolean isWritable, long pendingBytes) {
        stuck = isWritable || pendingBytes < pending ? 0 : stuck + 1;
        pending = pendingBytes;
        if (stuck >= stuckTicks) {
            return Verdict.STUCK;
        }
        if (!isRead || !isWritable) {
            return Verdict.FINE;
        }
        sincePing++;
        unanswered = isAsked ? unanswered + 1 : 0;
        if (unanswered >= timeoutTicks) {
            return Verdict.SILENT;
        }
        if (sincePing < intervalTicks) {
            return Verdict.FINE;
        }
        sincePing = 0;
        isAsked = true;
        return Verdict.PING;
    }
}

package confab.relay;

import confab.protocol.Request;
import org.jspecify.annotations.Nullable;

/**
 * Where a new member begins to read.
 *
 * @param cursor the first seq it gets
 * @param gapFrom first seq that it asked for and does not get, if {@code gapTo} is not 0
 * @param gapTo last such seq, 0 if none
 * @param isReset whether what it remembers is of another log
 * @param silentTo what the log has lost up to here was not asked for by number, so there is no gap to tell
 */
record JoinPoint(long cursor, long gapFrom, long gapTo, boolean isReset, long silentTo) {
    /** What a client gets that remembers another log: the newest history, as if it had asked for none in particular. */
    private static final int RESET_MESSAGES = 50;

    /**
     * @param log the log's id that the client remembers, if any
     * @param logId the log's id
     * @param end the room's newest seq
     * @param resumeLimit most messages that a resume brings
     */
    static JoinPoint of(Request.Start from, @Nullable String log, String logId, long end, int resumeLimit) {
        if (from instanceof Request.Start.After after) {
            boolean isReset = after.seq() > end || (log != null && !log.equals(logId));
            return isReset ? newest(RESET_MESSAGES, end, true) : resume(after.seq(), end, resumeLimit);
        }
        return newest(((Request.Start.Newest) from).count(), end, false);
    }

    /** The last seq that a member has, or did not ask for, when it joins. */
    long before() {
        return (gapTo > 0 ? gapFrom : cursor) - 1;
    }

    private static JoinPoint newest(int count, long end, boolean isReset) {
        return new JoinPoint(Math.max(1, end - count + 1), 0, 0, isReset, end);
    }

    private static JoinPoint resume(long after, long end, int resumeLimit) {
        if (end - after <= resumeLimit) {
            return new JoinPoint(after + 1, 0, 0, false, 0);
        }
        long cursor = end - resumeLimit + 1;
        return new JoinPoint(cursor, after + 1, cursor - 1, false, 0);
    }
}

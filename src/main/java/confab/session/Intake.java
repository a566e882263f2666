package confab.session;

import confab.protocol.Request;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;

/**
 * How fast one client is read: a few requests are asked for ahead, the next is served when the last is dealt with, and not
 * while too much of what the client asked for is unanswered. So no more than those few are ever held here.
 */
final class Intake {
    /** Requests asked for and not yet served. */
    static final int AHEAD = 4;

    /** More are asked for when so many were served: asking costs a task on the connection's lane. */
    private static final int ASK_AGAIN = AHEAD / 2;

    private final int maxUnanswered;
    private final Queue<Request> held = new ArrayDeque<>(1);

    private @Nullable Subscription source;
    private int served;
    private int unanswered;
    private boolean isReadingHistory;
    private boolean isJoining;

    /** @param maxUnanswered posts and questions; one more waits */
    Intake(int maxUnanswered) {
        this.maxUnanswered = maxUnanswered;
    }

    /** The connection can be read now. */
    void opened(Subscription source) {
        this.source = source;
        source.request(AHEAD);
    }

    void received(Request request) {
        held.add(request);
    }

    /** The request to be served now; null if there is none, or it has to wait. */
    @Nullable
    Request next() {
        if (held.isEmpty() || isJoining || isReadingHistory || unanswered >= maxUnanswered) {
            return null;
        }
        served++;
        if (served >= ASK_AGAIN && source != null) {
            served = 0;
            source.request(ASK_AGAIN);
        }
        return held.remove();
    }

    /** Nothing is served until the relay is known, so that what follows a join comes after it. */
    void joining() {
        isJoining = true;
    }

    void joined() {
        isJoining = false;
    }

    /** One page is read at a time: pages are large, and a client could ask for many without reading any. */
    void readingHistory() {
        isReadingHistory = true;
    }

    void historyRead() {
        isReadingHistory = false;
    }

    void asked() {
        unanswered++;
    }

    void answered() {
        unanswered--;
    }

    /** Whether all that came was served, and no join is under way. */
    boolean isIdle() {
        return held.isEmpty() && !isJoining;
    }

    /** Nothing more is wanted. */
    void cancel() {
        if (source != null) {
            source.cancel();
        }
    }
}

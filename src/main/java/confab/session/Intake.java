package confab.session;

import akka.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * How fast one client is read: the next frame comes when the last is dealt with, and not while too much of what the client
 * asked for is unanswered. So a session needs no queue of its own.
 *
 * @param <A> the word that lets the next frame come
 */
final class Intake<A> {
    private final int maxUnanswered;
    private final A next;

    private @Nullable ActorRef<A> waiting;
    private int unanswered;
    private boolean isReadingHistory;
    private boolean isJoining;

    /** @param maxUnanswered posts and questions; one more waits */
    Intake(int maxUnanswered, A next) {
        this.maxUnanswered = maxUnanswered;
        this.next = next;
    }

    /** A frame is here, or the stream is open; its source waits for the word. */
    void received(ActorRef<A> source) {
        waiting = source;
    }

    /** Nothing is read until the relay is known, so that what follows a join comes after it. */
    void joining() {
        isJoining = true;
    }

    void joined() {
        isJoining = false;
    }

    boolean isJoining() {
        return isJoining;
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

    /** Lets the next frame come if it may. */
    void readOn() {
        if (waiting != null && !isJoining && !isReadingHistory && unanswered < maxUnanswered) {
            waiting.tell(next);
            waiting = null;
        }
    }
}

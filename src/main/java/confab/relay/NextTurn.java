package confab.relay;

import akka.actor.typed.ActorRef;
import java.util.concurrent.Executor;

/**
 * A word that an actor says to itself, once its dispatcher has done the work that waits there now: at once when there is
 * none, and under load after everything that may bring the actor more to do. One is under way at a time. Touched by its
 * actor alone.
 */
final class NextTurn<T> {
    private final ActorRef<T> self;
    private final Executor dispatcher;
    private final T word;
    private boolean isUnderWay;

    /** @param dispatcher the actor's own; one that takes its tasks in the order in which they came */
    NextTurn(ActorRef<T> self, Executor dispatcher, T word) {
        this.self = self;
        this.dispatcher = dispatcher;
        this.word = word;
    }

    void await() {
        if (!isUnderWay) {
            isUnderWay = true;
            dispatcher.execute(() -> self.tell(word));
        }
    }

    /** The actor has heard the word. */
    void came() {
        isUnderWay = false;
    }
}

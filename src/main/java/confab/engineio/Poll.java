package confab.engineio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A request that waits for what its session has to say. Where nothing else is said, on the session's lane only. */
public final class Poll {
    /**
     * A client completes its upgrade and polls at the same moment, on two connections. The lane reads its sockets before it
     * does what it had put off, so after that time it knows what the WebSocket said before the poll came.
     */
    private static final Duration UPGRADE_RACE = Duration.ofMillis(2);

    private final EngineSession session;
    private final CompletableFuture<EngineAnswer> answer = new CompletableFuture<>();

    /** Whether the answer bears what is said nowhere else. */
    private boolean hasGiven;

    Poll(EngineSession session) {
        this.session = session;
    }

    /** Completes on the session's lane. From any thread. */
    public CompletionStage<EngineAnswer> answer() {
        return answer;
    }

    /** The client is gone, and the answer, if there was one already, was not written. From any thread. */
    public void onGone() {
        session.lane().execute(() -> afterUpgrade(this::lost));
    }

    void onCome() {
        if (session.isOver()) {
            refuse(EngineRefusal.UNKNOWN_SID);
        } else {
            afterUpgrade(this::take);
        }
    }

    void answer(EngineAnswer given) {
        answer.complete(given);
    }

    /** What waited is the answer, and waits no more. */
    void give(EngineAnswer all) {
        hasGiven = true;
        answer(all);
    }

    void refuse(EngineRefusal refusal) {
        answer.complete(refusal.answer());
    }

    private void afterUpgrade(Runnable task) {
        if (session.isTrying()) {
            session.lane().executeLater(task, UPGRADE_RACE);
        } else {
            task.run();
        }
    }

    private void take() {
        PollingTransport polling = session.polling();
        if (session.hasEnded()) {
            refuse(EngineRefusal.UNKNOWN_SID);
        } else if (polling == null) {
            refuse(EngineRefusal.BAD_REQUEST);
        } else {
            polling.onPoll(this);
        }
    }

    /** A session that has changed to a WebSocket meanwhile misses nothing, unless it was given to this poll. */
    private void lost() {
        if (session.polling() != null || hasGiven) {
            session.end(EngineEnd.TRANSPORT_ERROR);
        }
    }
}

package confab.engineio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A request whose body is for its session: admitted when its head is here, taken when the body is. Where nothing else is
 * said, on the session's lane only.
 */
public final class Post {
    private final EngineSession session;
    private final CompletableFuture<EngineAnswer> answer = new CompletableFuture<>();

    Post(EngineSession session) {
        this.session = session;
    }

    /** Completes on the session's lane. From any thread. */
    public CompletionStage<EngineAnswer> answer() {
        return answer;
    }

    /**
     * From any thread.
     *
     * @param body within {@code max-payload-bytes}; handed over
     */
    public void onBody(byte[] body) {
        session.lane().execute(() -> take(body));
    }

    /** The body is longer; the session goes on without it. From any thread. */
    public void onTooLong() {
        session.lane().execute(this::drop);
    }

    /** The client is gone before all of its body came. From any thread. */
    public void onGone() {
        session.lane().execute(this::lost);
    }

    void onCome(boolean isBytes) {
        PollingTransport polling = session.polling();
        if (session.isOver()) {
            refuse(EngineRefusal.UNKNOWN_SID);
        } else if (polling == null) {
            refuse(EngineRefusal.BAD_REQUEST);
        } else {
            polling.onPost(this, isBytes);
        }
    }

    void answer(EngineAnswer given) {
        answer.complete(given);
    }

    void refuse(EngineRefusal refusal) {
        answer.complete(refusal.answer());
    }

    private void take(byte[] body) {
        PollingTransport polling = session.polling();
        if (session.isOver()) {
            refuse(EngineRefusal.UNKNOWN_SID);
        } else if (polling != null && polling.isTaking(this)) {
            polling.postCame(body);
        } else {
            refuse(EngineRefusal.BAD_REQUEST);
        }
    }

    private void drop() {
        PollingTransport polling = session.polling();
        if (polling != null && polling.isTaking(this)) {
            polling.postDropped();
        }
        answer(EngineAnswer.TOO_LARGE);
    }

    private void lost() {
        PollingTransport polling = session.polling();
        if (polling != null && polling.isTaking(this)) {
            session.end(EngineEnd.TRANSPORT_ERROR);
        }
    }
}

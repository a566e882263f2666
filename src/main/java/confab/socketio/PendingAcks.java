package confab.socketio;

import confab.protocol.socketio.Arguments;
import confab.relay.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The acknowledgements that a client owes. Bounded: an event that wants one more is not sent, and its caller told so. One
 * timer at a time, for the earliest. Made for the first of them; touched on the lane only.
 */
final class PendingAcks {
    private final Lane lane;
    private final LongSupplier nanoTime;
    private final int max;
    private final Turns turns;
    private final Map<Long, Pending> byId = new HashMap<>();

    /** When the timer rings that counts, as {@link System#nanoTime}; others that still run are late. */
    private long timerNanos;

    private boolean hasTimer;

    private record Pending(long deadlineNanos, CompletableFuture<Arguments> answer) {}

    PendingAcks(Lane lane, LongSupplier nanoTime, int max, Turns turns) {
        this.lane = lane;
        this.nanoTime = nanoTime;
        this.max = max;
        this.turns = turns;
    }

    /** Says whether there was room for it. */
    boolean add(long id, Duration timeout, CompletableFuture<Arguments> answer) {
        if (byId.size() >= max) {
            return false;
        }
        long deadline = nanoTime.getAsLong() + timeout.toNanos();
        byId.put(id, new Pending(deadline, answer));
        if (!hasTimer || deadline - timerNanos < 0) {
            setTimer(deadline);
        }
        return true;
    }

    /** The client answered; what it owes not, or no more, is ignored. */
    void onAck(long id, Arguments arguments, int bytes) {
        Pending pending = byId.remove(id);
        if (pending != null) {
            turns.add(() -> pending.answer().complete(arguments), bytes);
        }
    }

    /** The client is gone. */
    void failAll() {
        byId.values().forEach(pending -> fail(pending.answer(), AckFailed.Reason.DISCONNECTED));
        byId.clear();
    }

    void fail(CompletableFuture<Arguments> answer, AckFailed.Reason reason) {
        turns.add(() -> answer.completeExceptionally(new AckFailed(reason)), 0);
    }

    private void setTimer(long deadline) {
        hasTimer = true;
        timerNanos = deadline;
        lane.executeLater(() -> onTimer(deadline), Duration.ofNanos(Math.max(0, deadline - nanoTime.getAsLong())));
    }

    private void onTimer(long deadline) {
        if (!hasTimer || deadline != timerNanos) {
            return;
        }
        hasTimer = false;
        Long next = null;
        long now = nanoTime.getAsLong();
        List<Long> late = new ArrayList<>();
        for (Map.Entry<Long, Pending> entry : byId.entrySet()) {
            long at = entry.getValue().deadlineNanos();
            if (at - now <= 0) {
                late.add(entry.getKey());
            } else if (next == null || at - next < 0) {
                next = at;
            }
        }
        late.forEach(this::expire);
        if (next != null) {
            setTimer(next);
        }
    }

    private void expire(long id) {
        Pending pending = byId.remove(id);
        if (pending != null) {
            fail(pending.answer(), AckFailed.Reason.TIMEOUT);
        }
    }
}

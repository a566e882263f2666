package confab.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * What a connection receives, for one subscriber, on the connection's lane. The socket is read only while there is demand,
 * so what waits here is what a single read of the socket brought.
 */
public final class InboundPublisher<T> implements Publisher<T>, Subscription {
    private final Executor lane;
    private final Runnable onDemand;
    private final Runnable onCancel;

    // Below: on the lane only.
    private final Queue<Supplier<? extends T>> waiting = new ArrayDeque<>(1);
    private @Nullable Subscriber<? super T> subscriber;
    private long demand;
    private boolean isEnded;
    private boolean isDone;
    private @Nullable Throwable failure;

    /**
     * @param lane runs what it is given in order, or not at all when the connection has ended
     * @param onDemand called when the subscriber asks for more than waits
     * @param onCancel called when the subscriber wants no more
     */
    public InboundPublisher(Executor lane, Runnable onDemand, Runnable onCancel) {
        this.lane = lane;
        this.onDemand = onDemand;
        this.onCancel = onCancel;
    }

    @Override
    public void subscribe(Subscriber<? super T> subscriber) {
        lane.execute(() -> {
            if (this.subscriber != null || isDone) {
                subscriber.onSubscribe(this);
                subscriber.onError(new IllegalStateException("a connection is read once"));
                return;
            }
            this.subscriber = subscriber;
            subscriber.onSubscribe(this);
            deliver();
        });
    }

    @Override
    public void request(long n) {
        lane.execute(() -> {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            deliver();
            if (hasDemand()) {
                onDemand.run();
            }
        });
    }

    @Override
    public void cancel() {
        lane.execute(() -> {
            if (!isDone) {
                isDone = true;
                waiting.clear();
                onCancel.run();
            }
        });
    }

    /** Whether the subscriber waits for more than there is. On the lane. */
    public boolean hasDemand() {
        return demand > 0 && waiting.isEmpty() && !isDone && !isEnded;
    }

    /** On the lane. */
    public void publish(T item) {
        publishLate(() -> item);
    }

    /** On the lane: what is made only when it is asked for, so that a read that brings much does not make it all at once. */
    public void publishLate(Supplier<? extends T> item) {
        if (!isEnded && !isDone) {
            waiting.add(item);
            deliver();
        }
    }

    /** On the lane: no more will come; what waits is delivered first. */
    public void end() {
        isEnded = true;
        deliver();
    }

    /** On the lane: as {@link #end}, but that the subscriber hears of a failure. */
    public void fail(Throwable cause) {
        if (!isEnded) {
            failure = cause;
            end();
        }
    }

    private void deliver() {
        Subscriber<? super T> to = subscriber;
        if (to == null || isDone) {
            return;
        }
        while (demand > 0 && !waiting.isEmpty()) {
            demand--;
            to.onNext(waiting.remove().get());
        }
        if (isEnded && waiting.isEmpty()) {
            isDone = true;
            if (failure == null) {
                to.onComplete();
            } else {
                to.onError(failure);
            }
        }
    }
}

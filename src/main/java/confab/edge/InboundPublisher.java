package confab.edge;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * What a connection receives, for one subscriber, on the event loop. The socket is read only while there is demand, so what
 * waits here is what a single read of the socket brought.
 */
final class InboundPublisher<T> implements Publisher<T>, Subscription {
    private final EventLoop loop;
    private final Runnable onDemand;
    private final Runnable onCancel;

    // Below: on the event loop only.
    private final Queue<T> waiting = new ArrayDeque<>(1);
    private @Nullable Subscriber<? super T> subscriber;
    private long demand;
    private boolean isEnded;
    private boolean isDone;
    private @Nullable Throwable failure;

    /**
     * @param onDemand called when the subscriber asks for more than waits
     * @param onCancel called when the subscriber wants no more
     */
    InboundPublisher(EventLoop loop, Runnable onDemand, Runnable onCancel) {
        this.loop = loop;
        this.onDemand = onDemand;
        this.onCancel = onCancel;
    }

    @Override
    public void subscribe(Subscriber<? super T> subscriber) {
        onLoop(() -> {
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
        onLoop(() -> {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            deliver();
            if (hasDemand()) {
                onDemand.run();
            }
        });
    }

    @Override
    public void cancel() {
        onLoop(() -> {
            if (!isDone) {
                isDone = true;
                waiting.clear();
                onCancel.run();
            }
        });
    }

    /** Whether the subscriber waits for more than there is. */
    boolean hasDemand() {
        return demand > 0 && waiting.isEmpty() && !isDone && !isEnded;
    }

    void publish(T item) {
        if (!isEnded && !isDone) {
            waiting.add(item);
            deliver();
        }
    }

    /** No more will come; what waits is delivered first. */
    void end() {
        isEnded = true;
        deliver();
    }

    void fail(Throwable cause) {
        if (!isEnded) {
            failure = cause;
            end();
        }
    }

    /** After the server has closed nothing comes any more. */
    private void onLoop(Runnable task) {
        if (!loop.isShuttingDown()) {
            loop.execute(task);
        }
    }

    private void deliver() {
        Subscriber<? super T> to = subscriber;
        if (to == null || isDone) {
            return;
        }
        while (demand > 0 && !waiting.isEmpty()) {
            demand--;
            to.onNext(waiting.remove());
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

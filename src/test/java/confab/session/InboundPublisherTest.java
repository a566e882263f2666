package confab.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

final class InboundPublisherTest {
    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger cancels = new AtomicInteger();
    private final InboundPublisher<String> publisher =
            new InboundPublisher<>(loop, reads::incrementAndGet, cancels::incrementAndGet);
    private final Reader reader = new Reader();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void nothingIsReadBeforeItIsAskedFor() {
        subscribe(reader);
        assertThat(has(publisher::hasDemand)).isFalse();
        assertThat(reads).hasValue(0);
        reader.ask(2);
        assertThat(has(publisher::hasDemand)).isTrue();
        assertThat(reads).hasValue(1);
    }

    @Test
    void whatCameUnaskedWaitsAndIsGivenBeforeAnotherRead() {
        subscribe(reader);
        on(() -> {
            publisher.publish("a");
            publisher.publish("b");
        });
        assertThat(reader.heard).isEmpty();
        reader.ask(1);
        on(() -> {});
        assertThat(reader.heard).containsExactly("a");
        assertThat(reads).hasValue(0);
        reader.ask(2);
        on(() -> {});
        assertThat(reader.heard).containsExactly("a", "b");
        assertThat(reads).hasValue(1);
    }

    @Test
    void whatIsMadeLateIsMadeWhenItIsAskedFor() {
        AtomicInteger made = new AtomicInteger();
        subscribe(reader);
        on(() -> {
            publisher.publishLate(() -> "a" + made.incrementAndGet());
            publisher.publishLate(() -> "b" + made.incrementAndGet());
        });
        assertThat(made).hasValue(0);
        reader.ask(1);
        on(() -> {});
        assertThat(made).hasValue(1);
        assertThat(reader.heard).containsExactly("a1");
    }

    @Test
    void whatWaitsIsGivenBeforeTheEnd() {
        subscribe(reader);
        on(() -> {
            publisher.publish("a");
            publisher.fail(new IOException("gone"));
            publisher.publish("after the end");
        });
        assertThat(reader.end).isNull();
        reader.ask(Long.MAX_VALUE);
        reader.ask(Long.MAX_VALUE);
        on(() -> {});
        assertThat(reader.heard).containsExactly("a");
        assertThat(reader.end).isEqualTo("gone");
        assertThat(reads).hasValue(0);
    }

    @Test
    void anEndBeforeTheSubscriberIsHeardByIt() {
        on(publisher::end);
        subscribe(reader);
        on(() -> {});
        assertThat(reader.end).isEqualTo("complete");
    }

    @Test
    void afterACancelNothingIsHeardAndItIsToldOnce() {
        subscribe(reader);
        reader.ask(5);
        reader.cancel();
        reader.cancel();
        on(() -> {
            publisher.publish("a");
            publisher.end();
        });
        assertThat(reader.heard).isEmpty();
        assertThat(reader.end).isNull();
        assertThat(cancels).hasValue(1);
        assertThat(has(publisher::hasDemand)).isFalse();
    }

    @Test
    void aSecondSubscriberIsRefusedAndTheFirstReadsOn() {
        Reader second = new Reader();
        subscribe(reader);
        subscribe(second);
        reader.ask(1);
        on(() -> publisher.publish("a"));
        assertThat(second.end).isEqualTo("a connection is read once");
        assertThat(reader.heard).containsExactly("a");
    }

    private void subscribe(Reader reader) {
        publisher.subscribe(reader);
        on(() -> {});
    }

    private void on(Runnable task) {
        loop.submit(task).syncUninterruptibly();
    }

    private boolean has(Callable<Boolean> question) {
        return loop.submit(question).syncUninterruptibly().getNow();
    }

    /** Touched on the loop, and looked at after a task of the test has run there. */
    private static final class Reader implements Subscriber<String> {
        final List<String> heard = new ArrayList<>();

        @Nullable
        String end;

        private @Nullable Subscription subscription;

        void ask(long n) {
            Objects.requireNonNull(subscription).request(n);
        }

        void cancel() {
            Objects.requireNonNull(subscription).cancel();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription = subscription;
        }

        @Override
        public void onNext(String item) {
            heard.add(item);
        }

        @Override
        public void onError(Throwable cause) {
            end = cause.getMessage();
        }

        @Override
        public void onComplete() {
            end = "complete";
        }
    }
}

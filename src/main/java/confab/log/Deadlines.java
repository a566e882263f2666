package confab.log;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Sees that every answer comes in time: a database or a disk that hangs does not hold up who asked. */
final class Deadlines implements AutoCloseable {
    private final Duration timeout;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, work -> LogThread.named("confab-log-clock", work), new ThreadPoolExecutor.DiscardPolicy());

    Deadlines(Duration timeout) {
        this.timeout = timeout;
        // Most answers come long before: what they hold must not stay until then.
        clock.setRemoveOnCancelPolicy(true);
    }

    /** A stage that fails with {@link LogUnavailable} unless it is completed in time. */
    <T> CompletableFuture<T> answer() {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Future<?> end = clock.schedule(() -> expire(answer), timeout.toMillis(), TimeUnit.MILLISECONDS);
        var unused = answer.whenComplete((value, failure) -> end.cancel(false));
        return answer;
    }

    private void expire(CompletableFuture<?> answer) {
        answer.completeExceptionally(new LogUnavailable("the log did not answer within " + timeout.toMillis() + " ms"));
    }

    /** Answers that are still waited for keep their deadline. */
    @Override
    public void close() {
        clock.shutdown();
    }
}

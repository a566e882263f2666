package confab.log;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that wait for the disk, so that no other does. */
final class LogThread {
    private static final Logger LOG = LoggerFactory.getLogger(LogThread.class);

    private LogThread() {}

    /** Never keeps the process alive: what is committed is kept, and the rest was not acknowledged. */
    static Thread named(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs the work there; false if it is full or has ended. */
    static boolean run(Executor thread, Runnable work) {
        try {
            thread.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Waits for what the thread has to do, for that long; then interrupts it. */
    static void end(ExecutorService thread, Duration atMost) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("log closed with work under way after {} ms", atMost.toMillis());
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Closes a connection that is of no more use, whatever it says to that. */
    static void close(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception e) {
            LOG.debug("closing a connection of the log failed", e);
        }
    }
}

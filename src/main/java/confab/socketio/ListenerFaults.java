package confab.socketio;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a namespace's listeners throw: which event and where, never what it said, which an exception's message may repeat.
 * At most one line a second, as clients may bring it about at will. From any thread.
 */
final class ListenerFaults {
    private static final Logger log = LoggerFactory.getLogger(ListenerFaults.class);

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** Of an event's name, which may be any text of a client. */
    private static final int MAX_NAME = 64;

    private final String namespace;
    private final LongSupplier nanoTime;

    // Below: guarded by this.
    private boolean hasLogged;
    private long loggedNanos;
    private long untold;

    ListenerFaults(String namespace, LongSupplier nanoTime) {
        this.namespace = namespace;
        this.nanoTime = nanoTime;
    }

    /** Runs the listener; what it throws ends here, but for what says that the process cannot go on. */
    void guard(String event, Runnable listener) {
        try {
            listener.run();
        } catch (OutOfMemoryError | InternalError e) {
            throw e;
        } catch (Throwable e) {
            tell(event, e);
        }
    }

    private synchronized void tell(String event, Throwable fault) {
        long now = nanoTime.getAsLong();
        if (hasLogged && now - loggedNanos < INTERVAL.toNanos()) {
            untold++;
            return;
        }
        log.error(
                "listener failed: namespace {}, event {}, {}, {} more before",
                namespace,
                shown(event),
                shown(fault),
                untold);
        hasLogged = true;
        loggedNanos = now;
        untold = 0;
    }

    private static String shown(String event) {
        String name = event.length() <= MAX_NAME ? event : event.substring(0, MAX_NAME) + "…";
        return name.replaceAll("\\p{C}", "?");
    }

    private static String shown(Throwable fault) {
        StackTraceElement[] stack = fault.getStackTrace();
        return fault.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
    }
}

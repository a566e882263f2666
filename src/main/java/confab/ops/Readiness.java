package confab.ops;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Whether this node takes clients now; one per actor system, asked by {@link ReadinessCheck}. A part that is in trouble does
 * not close it: the other nodes share the trouble, and clients would be left with none.
 */
public final class Readiness implements Extension {
    private final Map<String, Supplier<String>> parts = new ConcurrentSkipListMap<>();
    private volatile boolean isOpen;
    private volatile boolean isClosed;

    private Readiness() {}

    public static Readiness get(ActorSystem<?> system) {
        return Id.INSTANCE.apply(system);
    }

    /** The sockets are open, and the log was reached. */
    public void open() {
        isOpen = true;
    }

    /** The node leaves, for good. */
    public void close() {
        isClosed = true;
    }

    /** Tells the state of a part with the readiness, in words; asked at each look, so it must not wait. */
    public void tell(String part, Supplier<String> state) {
        parts.put(part, state);
    }

    /** Whether {@link #open} was called, and {@link #close} was not. */
    public boolean isOpen() {
        return isOpen && !isClosed;
    }

    /** A line for each part. */
    String parts() {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + " " + part.getValue().get() + "\n")
                .collect(Collectors.joining());
    }

    /** Finds the one of an actor system. */
    private static final class Id extends ExtensionId<Readiness> {
        private static final Id INSTANCE = new Id();

        @Override
        public Readiness createExtension(ActorSystem<?> system) {
            Readiness readiness = new Readiness();
            Metrics.get(system).gauge(Metric.READY, () -> readiness.isOpen() ? 1 : 0);
            return readiness;
        }
    }
}

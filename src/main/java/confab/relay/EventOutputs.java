package confab.relay;

import confab.protocol.Dialect;
import confab.protocol.Event;
import java.util.IdentityHashMap;

/** One event for many members, written once per dialect. */
final class EventOutputs {
    private final Event event;
    private final IdentityHashMap<Dialect, Dialect.Output> outputs = new IdentityHashMap<>(2);

    EventOutputs(Event event) {
        this.event = event;
    }

    Dialect.Output of(Dialect dialect) {
        return outputs.computeIfAbsent(dialect, some -> some.encode(event));
    }
}

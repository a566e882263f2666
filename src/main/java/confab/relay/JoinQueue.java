package confab.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Joins that wait for the room's answer, in their order; one per connection, so there are no more than those. */
final class JoinQueue {
    /** A version that no answer is for. */
    static final long NO_ANSWER = Long.MAX_VALUE;

    private final long timeoutNanos;
    private final Map<Reader, Waiting> waiting = new LinkedHashMap<>();

    /** @param version of the attendance that the room is to have answered to */
    private record Waiting(RoomRelay.Join join, long version, long since) {}

    JoinQueue(Duration timeout) {
        this.timeoutNanos = timeout.toNanos();
    }

    /** @param version of the attendance whose answer it waits for, 0 for any */
    void add(RoomRelay.Join join, long version, long nanos) {
        waiting.put(join.reader(), new Waiting(join, version, nanos));
    }

    RoomRelay.@Nullable Join remove(Reader reader) {
        Waiting removed = waiting.remove(reader);
        return removed == null ? null : removed.join();
    }

    /** Takes that very join; whether it waited still. */
    boolean take(RoomRelay.Join join) {
        Waiting found = waiting.get(join.reader());
        return found != null && found.join().equals(join) && waiting.remove(join.reader(), found);
    }

    /** Takes those that the answer to that version is for. */
    List<RoomRelay.Join> answered(long version) {
        return take(next -> next.version() <= version);
    }

    /** Takes those that waited too long. */
    List<RoomRelay.Join> expire(long nanos) {
        return take(next -> nanos - next.since() >= timeoutNanos);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    private List<RoomRelay.Join> take(Predicate<Waiting> which) {
        List<RoomRelay.Join> taken = new ArrayList<>();
        Iterator<Waiting> all = waiting.values().iterator();
        while (all.hasNext()) {
            Waiting next = all.next();
            if (which.test(next)) {
                taken.add(next.join());
                all.remove();
            }
        }
        return taken;
    }
}

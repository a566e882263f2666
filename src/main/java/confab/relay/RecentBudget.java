package confab.relay;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all rooms of a node may keep in memory; the room that was quiet longest loses its oldest first. */
public final class RecentBudget {
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();

    /** The room quiet longest first. Guarded by this. */
    private final LinkedHashSet<Recent> rooms = new LinkedHashSet<>();

    public RecentBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Not to be called with the lock on {@code recent} held: here it is taken second. */
    void grew(Recent recent, int more) {
        long now = bytes.addAndGet(more);
        synchronized (this) {
            rooms.remove(recent);
            rooms.add(recent);
            Iterator<Recent> quietest = rooms.iterator();
            while (now > maxBytes && quietest.hasNext()) {
                Recent room = quietest.next();
                int freed = room.evict();
                while (freed > 0) {
                    now = bytes.addAndGet(-freed);
                    if (now <= maxBytes) {
                        return;
                    }
                    freed = room.evict();
                }
                // Nothing is left of it, so that nobody looks at it again before its next batch.
                quietest.remove();
            }
        }
    }

    void shrank(int less) {
        bytes.addAndGet(-less);
    }

    synchronized void forget(Recent recent) {
        rooms.remove(recent);
    }
}

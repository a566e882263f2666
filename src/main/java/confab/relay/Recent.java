package confab.relay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room's newest batches and its live end, written by its relay and read by the lanes.
 *
 * <p>Bounded by messages here and by bytes for all rooms of the node in {@link RecentBudget}: what is dropped is read from
 * the log again by who still needs it.
 */
final class Recent {
    private final int maxMessages;
    private final RecentBudget budget;

    /** Ascending; there may be holes where a batch did not arrive. Guarded by this. */
    private final List<Batch> batches = new ArrayList<>();

    private int messages;

    /** Newest seq known of; raised after its batch is in, so that who sees it finds the batch. */
    private volatile long end;

    /** @param maxMessages so many are kept, and the newest batch in any case */
    Recent(int maxMessages, RecentBudget budget) {
        this.maxMessages = maxMessages;
        this.budget = budget;
    }

    /** The room's newest seq as far as this node knows. */
    long end() {
        return end;
    }

    /** Takes what was not known before. Of a batch that is known in part, nothing is kept here; the log has it. */
    void append(Batch batch) {
        if (batch.last() <= end) {
            return;
        }
        if (batch.first() > end) {
            synchronized (this) {
                batches.add(batch);
                messages += batch.messages().size();
                while (messages > maxMessages && batches.size() > 1) {
                    budget.shrank(removeOldest());
                }
            }
            budget.grew(this, batch.weight());
        }
        end = batch.last();
    }

    /** The room is known to have got so far. */
    void advance(long seq) {
        if (seq > end) {
            end = seq;
        }
    }

    /** The room begins anew at another number: the log that it had is lost. */
    void restart(long seq) {
        clear();
        end = seq;
    }

    synchronized @Nullable Batch at(long seq) {
        int low = 0;
        int high = batches.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Batch batch = batches.get(middle);
            if (batch.contains(seq)) {
                return batch;
            }
            if (batch.last() < seq) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** Drops the oldest batch; its weight in bytes, 0 if there is none. */
    synchronized int evict() {
        return batches.isEmpty() ? 0 : removeOldest();
    }

    void clear() {
        synchronized (this) {
            while (!batches.isEmpty()) {
                budget.shrank(removeOldest());
            }
        }
        budget.forget(this);
    }

    private int removeOldest() {
        Batch oldest = batches.remove(0);
        messages -= oldest.messages().size();
        return oldest.weight();
    }
}

package confab.relay;

import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told. */
final class TestTimes implements RelayTimes {
    final List<Integer> batches = new ArrayList<>();
    long acknowledged;

    /** Deliveries of each lane's turn. */
    final List<Long> delivered = new ArrayList<>();

    /** Of the last turn. */
    long arrivedNanos;

    long atMillis;

    @Override
    public synchronized void shipped(int posts) {
        batches.add(posts);
    }

    @Override
    public synchronized void acknowledged(long sinceNanos, int posts) {
        acknowledged += posts;
    }

    @Override
    public synchronized void delivered(long arrived, long at, long deliveries) {
        delivered.add(deliveries);
        arrivedNanos = arrived;
        atMillis = at;
    }
}

package confab.ops.page;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest samples of a node, each under the number of its slot of time. Touched by one actor.
 *
 * <p>Bounded: a sample more than fit takes the place of the oldest, so an hour of samples is what it grows to.
 */
final class SampleRing {
    private final long[] slots;
    private final double[][] samples;

    private int oldest;
    private int size;

    /** @param capacity in samples */
    SampleRing(int capacity) {
        slots = new long[capacity];
        samples = new double[capacity][];
    }

    /** Those kept under this slot or later ones go first, as after the clock was set back: slots only grow. */
    void add(long slot, double[] sample) {
        while (size > 0 && slots[index(size - 1)] >= slot) {
            size--;
        }
        if (size == slots.length) {
            oldest = index(1);
            size--;
        }
        slots[index(size)] = slot;
        samples[index(size)] = sample;
        size++;
    }

    /** Those of later slots than that, oldest first. */
    List<NodeHistory.Sample> after(long slot) {
        List<NodeHistory.Sample> later = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (slots[index(i)] > slot) {
                later.add(NodeHistory.Sample.of(slots[index(i)], samples[index(i)]));
            }
        }
        return later;
    }

    private int index(int place) {
        return (oldest + place) % slots.length;
    }
}

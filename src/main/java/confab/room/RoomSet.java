package confab.room;

import confab.model.RoomName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The rooms that two nodes believe to share subscriptions in, kept on both sides: in {@value #BUCKETS} buckets, each with a
 * digest, so that both find out in one small message whether they believe the same, and if not, where.
 */
public final class RoomSet {
    /** Enough that the rooms of one bucket fit a message for a node with 100,000 rooms. */
    public static final int BUCKETS = 256;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final List<Map<RoomName, Long>> buckets = IntStream.range(0, BUCKETS)
            .<Map<RoomName, Long>>mapToObj(i -> new HashMap<>(2))
            .toList();
    private final long[] digests = new long[BUCKETS];

    /** @param since when that was, in units of the caller's; the first time counts */
    public void add(RoomName room, long since) {
        long hash = hash(room);
        if (buckets.get(bucket(hash)).putIfAbsent(room, since) == null) {
            digests[bucket(hash)] ^= hash;
        }
    }

    public boolean remove(RoomName room) {
        long hash = hash(room);
        boolean wasThere = buckets.get(bucket(hash)).remove(room) != null;
        if (wasThere) {
            digests[bucket(hash)] ^= hash;
        }
        return wasThere;
    }

    public boolean contains(RoomName room) {
        return buckets.get(bucket(hash(room))).containsKey(room);
    }

    public boolean isEmpty() {
        return buckets.stream().allMatch(Map::isEmpty);
    }

    /** A digest for each bucket, in order. */
    public List<Long> digests() {
        return IntStream.range(0, BUCKETS).mapToObj(i -> digests[i]).toList();
    }

    /** Which buckets have another digest on the other side. */
    public List<Integer> differing(List<Long> others) {
        return IntStream.range(0, BUCKETS)
                .filter(i -> digests[i] != others.get(i))
                .boxed()
                .toList();
    }

    /** The rooms of one bucket. */
    public Set<RoomName> bucket(int index) {
        return Set.copyOf(buckets.get(index).keySet());
    }

    /** The rooms of one bucket that were added before {@code time}. */
    Set<RoomName> bucketBefore(int index, long time) {
        return buckets.get(index).entrySet().stream()
                .filter(room -> room.getValue() < time)
                .map(Map.Entry::getKey)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** All rooms. */
    public List<RoomName> rooms() {
        return buckets.stream().flatMap(bucket -> bucket.keySet().stream()).toList();
    }

    private static int bucket(long hash) {
        return (int) Long.remainderUnsigned(hash, BUCKETS);
    }

    /** FNV-1a, 64 bits, with its bits mixed so that the low ones serve as a bucket; the same on all nodes. */
    private static long hash(RoomName room) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < room.value().length(); i++) {
            hash = (hash ^ room.value().charAt(i)) * FNV_PRIME;
        }
        return hash ^ (hash >>> 32);
    }
}

package confab.soak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When which nodes were in trouble, from the fault to the recovery. */
final class Outages {
    /** Instead of a node: whichever is in trouble, it counts. */
    static final int ANY = -1;

    private static final long LASTING = Long.MAX_VALUE;

    private record Outage(long from, long to) {}

    private final Map<Integer, List<Outage>> outages = new HashMap<>();

    synchronized void begin(int node, long now) {
        of(node).add(new Outage(now, LASTING));
    }

    synchronized void end(int node, long now) {
        of(node).replaceAll(outage -> outage.to() == LASTING ? new Outage(outage.from(), now) : outage);
    }

    synchronized boolean isUp(int node, long at) {
        return known(node).stream().noneMatch(outage -> outage.from() <= at && at <= outage.to());
    }

    /** The longest part of a time in which the node was up throughout, in nanoseconds. */
    synchronized long longestUp(int node, long from, long to) {
        long longest = 0;
        long up = from;
        for (Outage outage : known(node)) {
            longest = Math.max(longest, Math.min(outage.from(), to) - up);
            up = Math.max(up, outage.to());
        }
        return Math.max(longest, to - up);
    }

    private List<Outage> known(int node) {
        return node == ANY
                ? outages.values().stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparingLong(Outage::from))
                        .toList()
                : of(node);
    }

    private List<Outage> of(int node) {
        return outages.computeIfAbsent(node, none -> new ArrayList<>());
    }
}

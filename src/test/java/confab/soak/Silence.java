package confab.soak;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long a room kept a client waiting for an answer, to a post or a join, while it was connected to a node that was up; a
 * client that polls, whose requests go to any node, while all were up.
 */
record Silence(Duration length, Sending sending) {
    /** The same post, or the join, over the same connection, however often it was sent. */
    private record Wait(Mark mark, String room, int connection) {}

    /** The longest of each room. */
    static Map<String, Silence> longest(Collection<Sending> sendings, Outages outages, long soakEnd) {
        Map<Wait, Sending> firsts = new HashMap<>();
        Map<String, Silence> longest = new TreeMap<>();
        for (Sending sending : sendings) {
            if (sending.kind() == Sending.Kind.PLAIN) {
                continue;
            }
            Sending first = firsts.computeIfAbsent(
                    new Wait(sending.mark(), sending.room(), sending.connection()), any -> sending);
            long nanos = outages.longestUp(sending.node(), first.sentNanos(), sending.endNanos(soakEnd));
            longest.merge(
                    sending.room(),
                    new Silence(Duration.ofNanos(nanos), first),
                    (one, other) -> one.length().compareTo(other.length()) >= 0 ? one : other);
        }
        return longest;
    }
}

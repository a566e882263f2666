package confab.ops;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * How many connections each node has, as far as this one knows.
 *
 * @param abovePercent how much more than the average a node may have
 */
record Shares(int abovePercent) {
    /** Fewer above the average are not worth the trouble. */
    private static final int FEWEST = 10;

    private static final int PERCENT = 100;

    /**
     * What a node has above the average of all, if that is too much; 0 if it is not, or not all are known. What came since
     * it told its number does not count: the others' are as old, and while all fill at once each would find itself fullest.
     *
     * @param now what it has
     * @param members all that take clients
     * @param told by each node, this one included
     */
    int excess(String self, int now, Collection<String> members, Map<String, Integer> told) {
        if (!Set.copyOf(members).contains(self) || !told.keySet().containsAll(members)) {
            return 0;
        }
        int own = Math.min(now, told.getOrDefault(self, 0));
        double others = members.stream()
                .filter(member -> !member.equals(self))
                .mapToInt(told::get)
                .sum();
        double average = (own + others) / members.size();
        int above = (int) (own - average);
        return above >= FEWEST && own * (double) PERCENT > average * (PERCENT + abovePercent) ? above : 0;
    }
}

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
     * What a node has above the average of all, if that is too much; 0 if it is not, or not all are known.
     *
     * @param members all that take clients
     */
    int excess(String self, Collection<String> members, Map<String, Integer> connections) {
        Integer own = connections.get(self);
        if (own == null
                || !Set.copyOf(members).contains(self)
                || !connections.keySet().containsAll(members)) {
            return 0;
        }
        double average = members.stream().mapToInt(connections::get).average().orElse(own);
        int above = (int) (own - average);
        return above >= FEWEST && own * (double) PERCENT > average * (PERCENT + abovePercent) ? above : 0;
    }
}

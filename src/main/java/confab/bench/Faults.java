package confab.bench;

import java.util.Map;
import java.util.TreeMap;

/** What went wrong, by name, and how often. From any thread. */
final class Faults {
    /** Names that are kept apart; what comes under a new one then counts as something else. */
    private static final int MAX_NAMES = 50;

    private static final String ELSE = "something else";

    /** Guarded by this. */
    private final Map<String, Long> counts = new TreeMap<>();

    void count(String name) {
        count(name, 1);
    }

    synchronized void count(String name, long times) {
        boolean isKept = counts.containsKey(name) || counts.size() < MAX_NAMES;
        counts.merge(isKept ? name : ELSE, times, Long::sum);
    }

    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }
}

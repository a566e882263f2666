package confab.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The keys that {@code reference.conf} documents; another one under {@code confab} is a slip of the pen, and a setting that
 * silently does nothing would be found only when it is needed.
 */
final class KnownKeys {
    private static final String ROOT = "confab";

    private final List<String> keys;

    private KnownKeys(List<String> keys) {
        this.keys = keys;
    }

    /** In the order in which {@code reference.conf} has them. */
    static KnownKeys documented() {
        // Read once for all who ask: the libraries' files that come with it take a third of a second to read.
        Config reference = ConfigFactory.defaultReferenceUnresolved().withOnlyPath(ROOT);
        return new KnownKeys(reference.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        entry -> entry.getValue().origin().lineNumber()))
                .map(Map.Entry::getKey)
                .toList());
    }

    List<String> inOrder() {
        return keys;
    }

    /** A sentence for each key that is not known, and for each section that is no section. */
    List<String> problems(Config config) {
        List<String> problems = new ArrayList<>();
        check(ROOT, Objects.requireNonNull(config.root().get(ROOT)), problems);
        return problems;
    }

    private void check(String path, ConfigValue value, List<String> problems) {
        if (keys.contains(path)) {
            return;
        }
        String origin = " (" + Shown.origin(value) + ")";
        if (keys.stream().noneMatch(key -> key.startsWith(path + "."))) {
            problems.add(path + " is unknown" + origin + "; the nearest known key is " + nearest(path, value) + ".");
        } else if (value.valueType() != ConfigValueType.OBJECT) {
            problems.add(path + ": expected a section { … }, found " + Shown.value(path, value) + origin + ".");
        } else {
            ((ConfigObject) value)
                    .entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .forEach(child -> check(
                                    path + "." + ConfigUtil.joinPath(child.getKey()), child.getValue(), problems));
        }
    }

    /** Among the sections for a section, as their settings may be alike. */
    private String nearest(String path, ConfigValue value) {
        Stream<String> candidates = value.valueType() == ConfigValueType.OBJECT
                ? keys.stream()
                        .map(key -> key.substring(0, key.lastIndexOf('.')))
                        .distinct()
                : keys.stream();
        return candidates
                .min(Comparator.comparingInt(key -> distance(key, path)))
                .orElseThrow();
    }

    /** Levenshtein's: the fewest characters to put in, take out or change. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}

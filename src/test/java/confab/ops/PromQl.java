package confab.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an expression of Prometheus asks for that no node shows: names, labels and values that the catalogue does not have. */
final class PromQl {
    /** What Prometheus and its operator add to each series of a node. */
    static final Set<String> TARGET = Set.of("instance", "job", "namespace", "pod");

    private static final Set<String> OPERATORS =
            Set.of("and", "or", "unless", "bool", "offset", "atan2", "inf", "nan", "start", "end");
    private static final Set<String> GROUPINGS = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*]|\\d[\\w.]*|\\$?[A-Za-z_:][\\w:]*|=~|!~|!=|[-+*/%^=<>(){},@]");
    private static final Map<String, Metric> SERIES = series();

    private final List<String> tokens = new ArrayList<>();
    private final Set<String> faults = new TreeSet<>();
    private final Set<Metric> metrics = new TreeSet<>();
    private final Set<String> groupedBy = new TreeSet<>();
    private boolean hasBuckets;
    private int at;

    private PromQl(String expression) {
        Matcher token = TOKEN.matcher(expression);
        int end = 0;
        while (token.find()) {
            if (!expression.substring(end, token.start()).isBlank()) {
                faults.add("cannot read " + expression.substring(end, token.start()));
            }
            tokens.add(token.group());
            end = token.end();
        }
        if (!expression.substring(end).isBlank()) {
            faults.add("cannot read " + expression.substring(end));
        }
    }

    /** In words; none if nodes show all that it asks for. */
    static Set<String> faults(String expression) {
        PromQl read = new PromQl(expression);
        while (read.at < read.tokens.size()) {
            read.step();
        }
        read.checkGroupings();
        if (read.metrics.isEmpty()) {
            read.faults.add("asks for no metric");
        }
        return read.faults;
    }

    private void step() {
        String token = tokens.get(at++);
        if (token.equals("{")) {
            faults.add("a selector without a name");
            matchers(null);
        } else if (GROUPINGS.contains(token)) {
            groupedBy.addAll(list());
        } else if (Character.isLetter(token.charAt(0)) && !OPERATORS.contains(token) && !isCall()) {
            selector(token);
        }
    }

    /** A function, or an aggregation that says by what before it says of what. */
    private boolean isCall() {
        return next("(") || next("by") || next("without");
    }

    private boolean next(String token) {
        return at < tokens.size() && tokens.get(at).equals(token);
    }

    private void selector(String name) {
        Metric metric = SERIES.get(name);
        if (metric == null) {
            faults.add("no metric " + name);
        } else {
            metrics.add(metric);
            hasBuckets |= name.endsWith("_bucket");
        }
        if (next("{")) {
            at++;
            matchers(metric);
        }
    }

    /** As {@code {name="value",other=~"a|b"}}, its brace read. */
    private void matchers(@org.jspecify.annotations.Nullable Metric metric) {
        while (at < tokens.size() && !next("}")) {
            String label = tokens.get(at++);
            if (label.equals(",") || at + 1 >= tokens.size()) {
                continue;
            }
            at++;
            String value = tokens.get(at++);
            if (metric != null) {
                check(metric, label, value.substring(1, value.length() - 1));
            }
        }
        at++;
    }

    private void check(Metric metric, String label, String value) {
        if (!labels(metric).contains(label)) {
            faults.add(metric.prometheusName() + " has no label " + label);
        }
        for (Metric.Label known : metric.labels()) {
            if (known.key.equals(label) && !known.values.isEmpty()) {
                Stream.of(value.split("\\|", -1))
                        .filter(each -> !known.values.contains(each))
                        .forEach(each -> faults.add(label + " of " + metric.prometheusName() + " is never " + each));
            }
        }
    }

    private List<String> list() {
        List<String> labels = new ArrayList<>();
        if (next("(")) {
            while (!next(")") && at < tokens.size()) {
                String token = tokens.get(at++);
                if (!token.equals("(") && !token.equals(",")) {
                    labels.add(token);
                }
            }
        }
        return labels;
    }

    private void checkGroupings() {
        for (String label : groupedBy) {
            if (metrics.stream().noneMatch(metric -> labels(metric).contains(label))) {
                faults.add("no metric here has the label " + label);
            }
        }
    }

    private Set<String> labels(Metric metric) {
        Set<String> labels = new TreeSet<>(TARGET);
        labels.addAll(metric.labelNames());
        if (hasBuckets && metric.kind().isHistogram()) {
            labels.add("le");
        }
        return labels;
    }

    /** By the names that Prometheus has them under. */
    private static Map<String, Metric> series() {
        Map<String, Metric> all = new HashMap<>();
        for (Metric metric : Metric.values()) {
            List<String> endings = metric.kind().isHistogram()
                    ? List.of("_bucket", "_count", "_sum", "_max")
                    : metric.kind() == Metric.Kind.SUMMARY ? List.of("_count", "_sum", "_max") : List.of("");
            endings.forEach(ending -> all.put(metric.prometheusName() + ending, metric));
        }
        return Map.copyOf(all);
    }

    /** Of all metrics, besides those of the target. */
    static Set<String> allLabels() {
        Set<String> labels = new TreeSet<>(TARGET);
        Arrays.stream(Metric.values()).forEach(metric -> labels.addAll(metric.labelNames()));
        return labels;
    }
}

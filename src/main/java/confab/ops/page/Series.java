package confab.ops.page;

import confab.ops.Metric;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the page shows of a node over time, each from a metric of the catalogue. */
// Its sets come from Set.of, which the checker cannot see.
@SuppressWarnings("ImmutableEnumChecker")
enum Series {
    CONNECTIONS("connections", Kind.LEVEL, Metric.CONNECTIONS),
    MEMBERS("members", Kind.LEVEL, Metric.MEMBERS),
    LAGGING("lagging", Kind.LEVEL, Metric.MEMBERS_LAGGING),
    ROOMS("rooms", Kind.LEVEL, Metric.ROOMS),
    SHARDS("shards", Kind.LEVEL, Metric.CLUSTER_SHARDS),
    ACCEPTED("accepted", Kind.RATE, Metric.CONNECTIONS_ACCEPTED),
    CLOSED("closed", Kind.RATE, Metric.CONNECTIONS_CLOSED),
    POSTS("posts", Kind.RATE, Metric.POSTS, "kept"),
    REFUSED("refused", Kind.RATE, Metric.POSTS, "overloaded", "unavailable", "rate_limited", "cut_off"),
    DELIVERIES("deliveries", Kind.RATE, Metric.DELIVERIES),
    /** In seconds. */
    ACKNOWLEDGED("acknowledged", Kind.MEAN, Metric.POST_ACKNOWLEDGED),
    /** Of one: 1 is all processors. */
    CPU("cpu", Kind.LEVEL, Metric.CPU_PROCESS),
    /** In bytes. */
    HEAP("heap", Kind.LEVEL, Metric.JVM_MEMORY_USED, "heap"),
    /** 1 or 0. */
    LOG("log", Kind.LEVEL, Metric.LOG_WORKS),
    /** In seconds. */
    UPTIME("uptime", Kind.LEVEL, Metric.UPTIME);

    /** How a number comes from the metric. */
    enum Kind {
        /** What there is at that moment. */
        LEVEL,
        /** How often a second, since the sample before. */
        RATE,
        /** Of what was observed since the sample before. */
        MEAN
    }

    private final String shownName;
    private final Kind kind;
    private final Metric metric;
    private final Set<String> having;

    Series(String shownName, Kind kind, Metric metric, String... having) {
        this.shownName = shownName;
        this.kind = kind;
        this.metric = metric;
        this.having = Set.of(having);
    }

    /** Of all, in the order of their values. */
    static List<String> names() {
        return Stream.of(values()).map(series -> series.shownName).toList();
    }

    Kind kind() {
        return kind;
    }

    Metric metric() {
        return metric;
    }

    /** Label values, one of which each counted series of the metric has; empty: all count. */
    Set<String> having() {
        return having;
    }
}

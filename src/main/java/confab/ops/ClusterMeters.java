package confab.ops;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What operators see of the cluster as a node sees it; lives as long as the node. */
public final class ClusterMeters {
    /** Between two looks at the shards: each of them is asked. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final LongAdder in = new LongAdder();
    private final LongAdder out = new LongAdder();

    /** Those here at the last look; replaced as a whole. */
    private volatile Set<String> shards = Set.of();

    private ClusterMeters() {}

    /** @param shards those that are here; asked every few seconds, and left as they were if it fails */
    public static void start(ActorSystem<?> system, Metrics metrics, Supplier<CompletionStage<Set<String>>> shards) {
        ClusterMeters meters = new ClusterMeters();
        meters.show(metrics, Cluster.get(system));
        var unused = system.scheduler()
                .scheduleWithFixedDelay(Duration.ZERO, INTERVAL, () -> meters.ask(shards), system.executionContext());
    }

    private void show(Metrics metrics, Cluster cluster) {
        metrics.gauge(Metric.CLUSTER_MEMBERS, () -> cluster.state().members().size());
        metrics.gauge(
                Metric.CLUSTER_UNREACHABLE, () -> cluster.state().unreachable().size());
        metrics.gauge(Metric.CLUSTER_SHARDS, () -> shards.size());
        metrics.counter(Metric.CLUSTER_MOVES, in::sum, "in");
        metrics.counter(Metric.CLUSTER_MOVES, out::sum, "out");
    }

    private void ask(Supplier<CompletionStage<Set<String>>> asked) {
        var unused = asked.get().thenAccept(this::look);
    }

    private synchronized void look(Set<String> now) {
        in.add(minus(now, shards));
        out.add(minus(shards, now));
        shards = Set.copyOf(now);
    }

    private static int minus(Set<String> some, Set<String> others) {
        Set<String> rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest.size();
    }
}

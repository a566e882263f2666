package confab.ops;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.management.javadsl.HealthChecks;
import java.time.Duration;

/** Waits until {@code /ready} says yes for the first time: besides the rest, this node's shards are found by the others. */
public final class FirstReady {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final ActorSystem<?> system;
    private final HealthChecks checks;
    private final Runnable then;

    private FirstReady(ActorSystem<?> system, Runnable then) {
        this.system = system;
        this.checks = HealthRoutes.checks(Adapter.toClassic(system));
        this.then = then;
    }

    /**
     * To be called when {@link Readiness} is open.
     *
     * @param then run once, on a thread of the system
     */
    public static void await(ActorSystem<?> system, Runnable then) {
        new FirstReady(system, then).look();
    }

    private void look() {
        var unused = checks.ready().whenComplete((isReady, failure) -> {
            if (failure == null && isReady) {
                then.run();
            } else {
                system.scheduler().scheduleOnce(INTERVAL, this::look, system.executionContext());
            }
        });
    }
}

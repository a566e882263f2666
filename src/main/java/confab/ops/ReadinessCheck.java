package confab.ops;

import akka.actor.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Confab's part of {@code /ready}, besides those of the cluster and of sharding; named in {@code confab-akka.conf}. */
public final class ReadinessCheck implements Supplier<CompletionStage<Boolean>> {
    private final Readiness readiness;

    /** Called by Akka Management, by this signature. */
    public ReadinessCheck(ActorSystem system) {
        readiness = Readiness.get(Adapter.toTyped(system));
    }

    @Override
    public CompletionStage<Boolean> get() {
        return CompletableFuture.completedFuture(readiness.isOpen());
    }
}

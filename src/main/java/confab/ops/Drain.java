package confab.ops;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How a node leaves, on SIGTERM or when the cluster has shut it out: not ready, no new connections, clients sent away, rooms
 * handed over (by Akka's own phases), sockets and log closed.
 */
public final class Drain {
    private Drain() {}

    /**
     * Adds the steps to the node's shutdown.
     *
     * @param stopAccepting refuses new connections
     * @param sendAway completes when no client is left, in a bounded time; told whether the node is cut off from its cluster
     * @param close closes sockets and log
     */
    public static void plan(
            ActorSystem<?> system,
            Runnable stopAccepting,
            Function<Boolean, CompletionStage<Done>> sendAway,
            Runnable close) {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(
                CoordinatedShutdown.PhaseBeforeServiceUnbind(),
                "not-ready",
                done(() -> Readiness.get(system).close()));
        shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "stop-accepting", done(stopAccepting));
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceRequestsDone(),
                "send-clients-away",
                () -> sendAway.apply(isCutOff(shutdown)));
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "close", done(close));
    }

    /** The others have gone on without it: what it still takes, it cannot keep. */
    private static boolean isCutOff(CoordinatedShutdown shutdown) {
        return shutdown.getShutdownReason()
                .filter(reason ->
                        reason == Pulse.StoodStill.REASON || reason == CoordinatedShutdown.clusterDowningReason())
                .isPresent();
    }

    private static Supplier<CompletionStage<Done>> done(Runnable step) {
        return () -> CompletableFuture.runAsync(step).thenApply(any -> Done.getInstance());
    }
}

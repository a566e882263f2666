package confab.ops;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
     * @param sendAway completes when no client is left, in a bounded time
     * @param close closes sockets and log
     */
    public static void plan(
            ActorSystem<?> system, Runnable stopAccepting, Supplier<CompletionStage<Done>> sendAway, Runnable close) {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(
                CoordinatedShutdown.PhaseBeforeServiceUnbind(),
                "not-ready",
                done(() -> Readiness.get(system).close()));
        shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "stop-accepting", done(stopAccepting));
        shutdown.addTask(CoordinatedShutdown.PhaseServiceRequestsDone(), "send-clients-away", sendAway);
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "close", done(close));
    }

    private static Supplier<CompletionStage<Done>> done(Runnable step) {
        return () -> CompletableFuture.runAsync(step).thenApply(any -> Done.getInstance());
    }
}

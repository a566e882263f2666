package confab.ops;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How a node leaves, on SIGTERM, when an operator asks for it, or when the cluster has shut it out: not ready, no new
 * clients, those that are here sent away, sockets closed, rooms handed over (by Akka's own phases), log closed. Akka's region
 * of rooms stops after its last shard is handed over, so no client may be left by then.
 */
public final class Drain {
    /** Why a node stops that was asked to by its {@link NodeMXBean}. */
    public enum Asked implements CoordinatedShutdown.Reason {
        BY_OPERATOR
    }

    private Drain() {}

    /**
     * Adds the steps to the node's shutdown.
     *
     * @param refuseClients lets no new ones in
     * @param sendAway completes when no client is left, in a bounded time; told whether the node is cut off from its cluster
     * @param closeSockets what remains is closed
     */
    public static void plan(
            ActorSystem<?> system,
            Runnable refuseClients,
            Function<Boolean, CompletionStage<Done>> sendAway,
            Runnable closeSockets,
            Runnable closeLog) {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(
                CoordinatedShutdown.PhaseBeforeServiceUnbind(),
                "not-ready",
                done(() -> Readiness.get(system).close()));
        shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "refuse-clients", done(refuseClients));
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceRequestsDone(),
                "send-clients-away",
                () -> sendAway.apply(isCutOff(shutdown))
                        .thenCompose(gone -> done(closeSockets).get()));
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "close-log", done(closeLog));
    }

    /** Begins it; returns at once. */
    public static void begin(ActorSystem<?> system) {
        CoordinatedShutdown.get(system).run(Asked.BY_OPERATOR);
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

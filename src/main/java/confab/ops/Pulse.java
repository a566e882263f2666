package confab.ops;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that this node stood still, as a frozen process or machine does: its own tick comes late. The others have gone on
 * without it by then and opened its rooms elsewhere, so it leaves, to be started again.
 */
public final class Pulse {
    /** Why a node stops that stood still. */
    public enum StoodStill implements CoordinatedShutdown.Reason {
        REASON
    }

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    /** Short, as it is to find out before the resolver looks at what it knew of the others long ago. */
    private static final Duration INTERVAL = Duration.ofMillis(100);

    /** More than the others take to find a node dead and shut it out. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ActorSystem<?> system;
    private final LongSupplier nanoTime;

    // Touched by one tick after the other.
    private long lastNanos;
    private boolean stoodStill;

    private Pulse(ActorSystem<?> system, LongSupplier nanoTime) {
        this.system = system;
        this.nanoTime = nanoTime;
        this.lastNanos = nanoTime.getAsLong();
    }

    public static void start(ActorSystem<?> system, LongSupplier nanoTime) {
        Pulse pulse = new Pulse(system, nanoTime);
        var unused =
                system.scheduler().scheduleWithFixedDelay(INTERVAL, INTERVAL, pulse::tick, system.executionContext());
    }

    private void tick() {
        long now = nanoTime.getAsLong();
        Duration pause = Duration.ofNanos(now - lastNanos);
        lastNanos = now;
        if (pause.compareTo(LONGEST_PAUSE) > 0 && !stoodStill && hasOthers()) {
            stoodStill = true;
            LOG.warn("node stood still for {} s: it leaves, to be started again", pause.toSeconds());
            CoordinatedShutdown.get(system).run(StoodStill.REASON);
            // Also told to those that did not miss it yet, so that they open its rooms without waiting for it to leave.
            Cluster cluster = Cluster.get(system);
            cluster.manager().tell(new Down(cluster.selfMember().address()));
        }
    }

    /** A node by itself has been missed by nobody. */
    private boolean hasOthers() {
        return Cluster.get(system).state().members().size() > 1;
    }
}

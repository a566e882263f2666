package confab.serialization;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.cluster.ClusterEvent.CurrentClusterState;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import java.util.ArrayList;
import java.util.List;

/**
 * The actors on the other nodes that stand at the same path as one here, for what all nodes are told. From any thread.
 *
 * <p>The other nodes are the cluster's members, joining ones too: all know of a member before it is up and takes clients, so
 * that nothing else has to be told or kept, and none is missed from its first moment on. What one is told before it listens
 * is lost.
 *
 * @param <T> what they are told
 */
public final class Counterparts<T> {
    private final Cluster cluster;
    private final ActorRefResolver references;
    private final ActorRef<T> here;

    /** @param here has a name, and all above it have */
    public Counterparts(ActorSystem<?> system, ActorRef<T> here) {
        this.cluster = Cluster.get(system);
        this.references = ActorRefResolver.get(system);
        this.here = here;
    }

    /** Those that can be reached: what the others are told would wait in Artery's queues. */
    public List<ActorRef<T>> reachable() {
        CurrentClusterState state = cluster.state();
        List<ActorRef<T>> reachable = new ArrayList<>();
        for (Member member : state.getMembers()) {
            if (!member.equals(cluster.selfMember()) && !state.getUnreachable().contains(member)) {
                reachable.add(references.resolveActorRef(here.path().toStringWithAddress(member.address())));
            }
        }
        return reachable;
    }

    /** Whether there are any, reachable or not. */
    public boolean exist() {
        return cluster.state().members().size() > 1;
    }
}

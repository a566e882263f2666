package confab.serialization;

import akka.actor.ActorSelection;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.ClusterEvent.CurrentClusterState;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import java.util.List;

/**
 * The actors on the other nodes that stand at the same path as one here, for what all nodes are told. From any thread.
 *
 * <p>The other nodes are the cluster's members, joining ones too: all know of a member before it is up and takes clients, so
 * that nothing else has to be told or kept. What one is told before it listens is lost.
 *
 * @param <T> what they are told
 */
public final class Counterparts<T> {
    private final akka.actor.ActorSystem system;
    private final Cluster cluster;
    private final ActorRef<T> here;

    /** @param here has a name, and all above it have */
    public Counterparts(ActorSystem<?> system, ActorRef<T> here) {
        this.system = Adapter.toClassic(system);
        this.cluster = Cluster.get(system);
        this.here = here;
    }

    /**
     * Tells those that can be reached, at most once, in order; what the others are told would wait in Artery's queues.
     *
     * @return how many
     */
    public int tell(List<? extends T> messages) {
        CurrentClusterState state = cluster.state();
        int told = 0;
        for (Member member : state.getMembers()) {
            if (!member.equals(cluster.selfMember()) && !state.getUnreachable().contains(member)) {
                ActorSelection there = there(member);
                messages.forEach(message -> there.tell(message, akka.actor.ActorRef.noSender()));
                told++;
            }
        }
        return told;
    }

    /** Whether there are any, reachable or not. */
    public boolean exist() {
        return cluster.state().members().size() > 1;
    }

    /**
     * Not a reference made of the path: the other node's Artery would abbreviate it, and if nobody stood there when it began
     * to, the abbreviation would stand for nobody later on too.
     */
    private ActorSelection there(Member member) {
        return system.actorSelection(here.path().toStringWithAddress(member.address()));
    }
}

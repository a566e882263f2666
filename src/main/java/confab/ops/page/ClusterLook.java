package confab.ops.page;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.ClusterEvent.CurrentClusterState;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import confab.ops.NodeAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/** Asks all nodes of the cluster what they know of themselves. Waits for none of them for long. */
final class ClusterLook {
    /** Who has not answered then is shown as silent. A node that works answers within milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ActorSystem<?> system;
    private final ActorRef<NodeHistory.Command> own;

    /**
     * A node, as the one that was asked sees it.
     *
     * @param state as Akka Cluster names it, in lower case; {@code unreachable} comes before others
     * @param version the {@code app-version} that it was given
     * @param isOldest where the cluster's singletons run, the keeper of the shards' places among them
     * @param told nothing if it did not answer in time
     */
    record Node(String address, String state, String version, boolean isOldest, Optional<NodeHistory.Recalled> told) {}

    /** @param own this node's history; the others have theirs at the same path */
    ClusterLook(ActorSystem<?> system, ActorRef<NodeHistory.Command> own) {
        this.system = system;
        this.own = own;
    }

    String self() {
        return place(Cluster.get(system).selfMember());
    }

    /**
     * All members, sorted by address; there is no failure.
     *
     * @param afterSlot only samples of later slots are told
     */
    CompletionStage<List<Node>> nodes(long afterSlot) {
        CurrentClusterState state = Cluster.get(system).state();
        List<Member> members = StreamSupport.stream(state.getMembers().spliterator(), false)
                .sorted(Comparator.comparing(ClusterLook::place))
                .toList();
        Optional<Member> oldest = members.stream()
                .filter(member -> member.status().equals(MemberStatus.up()))
                .min((one, other) -> one.isOlderThan(other) ? -1 : 1);
        List<CompletableFuture<Node>> asked = new ArrayList<>();
        for (Member member : members) {
            boolean isUnreachable = state.getUnreachable().contains(member);
            String shown =
                    isUnreachable ? "unreachable" : member.status().toString().toLowerCase(Locale.ROOT);
            asked.add((isUnreachable ? nothing() : recall(member, afterSlot))
                    .thenApply(told -> new Node(
                            place(member),
                            shown,
                            member.appVersion().version(),
                            oldest.filter(member::equals).isPresent(),
                            told))
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(all -> asked.stream().map(CompletableFuture::join).toList());
    }

    private CompletionStage<Optional<NodeHistory.Recalled>> recall(Member member, long afterSlot) {
        return history(member)
                .thenCompose(history -> AskPattern.<NodeHistory.Command, NodeHistory.Recalled>ask(
                        history, replyTo -> new NodeHistory.Recall(afterSlot, replyTo), PATIENCE, system.scheduler()))
                .thenApply(Optional::of)
                .exceptionally(late -> Optional.empty());
    }

    /** Found, and not made of the path: of what is told to a path before anybody is there, Artery remembers nobody. */
    private CompletionStage<ActorRef<NodeHistory.Command>> history(Member member) {
        if (member.uniqueAddress().equals(Cluster.get(system).selfMember().uniqueAddress())) {
            return CompletableFuture.completedFuture(own);
        }
        return Adapter.toClassic(system)
                .actorSelection(own.path().toStringWithAddress(member.address()))
                .resolveOne(PATIENCE)
                .thenApply(Adapter::toTyped);
    }

    private static String place(Member member) {
        return NodeAddress.of(member.address());
    }

    private static CompletionStage<Optional<NodeHistory.Recalled>> nothing() {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}

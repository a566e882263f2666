package confab.ops;

import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent.CurrentClusterState;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.ddata.Key;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.LWWMapKey;
import akka.cluster.ddata.SelfUniqueAddress;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import akka.cluster.ddata.typed.javadsl.ReplicatorMessageAdapter;
import akka.cluster.typed.Cluster;
import confab.config.Settings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * Tells the other nodes now and then how many connections this one has, and sheds some if that is more than its share: one
 * small map for the whole cluster, whose entries are a little old. One per node where the setting wants it, as long as the
 * node runs.
 */
public final class Balance extends AbstractBehavior<Balance.Command> {
    public sealed interface Command {}

    /** The node drains. */
    public record Leave() implements Command {}

    private record Look() implements Command {}

    private record Heard(Replicator.SubscribeResponse<LWWMap<String, Integer>> news) implements Command {}

    private record Written(Replicator.UpdateResponse<LWWMap<String, Integer>> answer) implements Command {}

    private static final Key<LWWMap<String, Integer>> KEY = LWWMapKey.create("confab-connections");

    /** Who has not heard then that this node leaves hears it by gossip. */
    private static final Duration TELLING = Duration.ofSeconds(2);

    private final Settings.Drain settings;
    private final IntSupplier connections;
    private final IntConsumer shed;
    private final TimerScheduler<Command> timers;
    private final Cluster cluster;
    private final SelfUniqueAddress self;
    private final ReplicatorMessageAdapter<Command, LWWMap<String, Integer>> replicator;
    private final Shares shares;

    private Map<String, Integer> known = Map.of();

    /**
     * Begins after one interval.
     *
     * @param connections of this node
     * @param shed sends so many of them to the other nodes, at the pace of the settings
     */
    public static Behavior<Command> create(Settings.Drain settings, IntSupplier connections, IntConsumer shed) {
        // One that begins anew hears all numbers again.
        return Behaviors.supervise(Behaviors.<Command>setup(context ->
                        Behaviors.withTimers(timers -> DistributedData.withReplicatorMessageAdapter(
                                (ReplicatorMessageAdapter<Command, LWWMap<String, Integer>> replicator) ->
                                        new Balance(context, timers, replicator, settings, connections, shed)))))
                .onFailure(SupervisorStrategy.restart());
    }

    private Balance(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            ReplicatorMessageAdapter<Command, LWWMap<String, Integer>> replicator,
            Settings.Drain settings,
            IntSupplier connections,
            IntConsumer shed) {
        super(context);
        this.settings = settings;
        this.connections = connections;
        this.shed = shed;
        this.timers = timers;
        this.cluster = Cluster.get(context.getSystem());
        this.self = DistributedData.get(context.getSystem()).selfUniqueAddress();
        this.replicator = replicator;
        this.shares = new Shares(settings.shedAbovePercent());
        replicator.subscribe(KEY, Heard::new);
        timers.startSingleTimer(new Look(), settings.shedInterval());
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Leave.class, this::onLeave)
                .onMessage(Look.class, this::onLook)
                .onMessage(Heard.class, this::onHeard)
                .onMessage(Written.class, this::onWritten)
                .build();
    }

    /**
     * Takes the own number out. While its clients move to the others, the node is up still, and each of them would find that
     * it has more than its share; without the number they wait until the node is gone.
     */
    private Behavior<Command> onLeave(Leave leave) {
        timers.cancel(new Look());
        replicator.askUpdate(
                replyTo -> new Replicator.Update<>(
                        KEY,
                        LWWMap.empty(),
                        new Replicator.WriteAll(TELLING),
                        replyTo,
                        map -> map.remove(self, name())),
                Written::new);
        return this;
    }

    private Behavior<Command> onLook(Look look) {
        CurrentClusterState state = cluster.state();
        Set<String> members = new HashSet<>();
        Set<String> taking = new HashSet<>();
        for (Member member : state.getMembers()) {
            String name = member.uniqueAddress().toString();
            members.add(name);
            if (member.status().equals(MemberStatus.up())) {
                taking.add(name);
            }
        }
        int own = connections.getAsInt();
        write(members, own);
        int excess = state.getUnreachable().isEmpty() ? shares.excess(name(), own, taking, known) : 0;
        if (excess > 0) {
            shed.accept(excess);
        }
        // Those that were shed are still counted here until they have gone.
        Duration leaving = settings.interval().multipliedBy(excess).plus(settings.closeAfter());
        timers.startSingleTimer(
                new Look(), excess > 0 ? leaving.plus(settings.shedInterval()) : settings.shedInterval());
        return this;
    }

    private Behavior<Command> onHeard(Heard heard) {
        if (heard.news() instanceof Replicator.Changed<LWWMap<String, Integer>> changed) {
            known = changed.get(KEY).getEntries();
        }
        return this;
    }

    /** What could not be written is written the next time. */
    private Behavior<Command> onWritten(Written written) {
        return this;
    }

    /** Also takes out who is no member any more. */
    private void write(Set<String> members, int own) {
        replicator.askUpdate(
                replyTo -> new Replicator.Update<>(
                        KEY, LWWMap.empty(), Replicator.writeLocal(), replyTo, map -> entered(map, members, own)),
                Written::new);
    }

    private LWWMap<String, Integer> entered(LWWMap<String, Integer> map, Set<String> members, int own) {
        LWWMap<String, Integer> entered = map.put(self, name(), own);
        for (String name : map.getEntries().keySet()) {
            if (!members.contains(name)) {
                entered = entered.remove(self, name);
            }
        }
        return entered;
    }

    private String name() {
        return self.uniqueAddress().toString();
    }
}

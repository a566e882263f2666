package confab.relay;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import confab.model.RoomName;
import confab.room.LeaseNews;
import confab.room.Leases;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds, starts and stops the relays of a node, and renews all their subscriptions, with one message per owning node;
 * lives as long as the node.
 */
public final class Hub extends AbstractBehavior<Hub.Command> {
    public sealed interface Command {}

    /** To be handed to the room's relay, which is started if there is none; answered with {@link RelayNews.Found} at once. */
    public record Join(RoomName room, RoomRelay.Join join) implements Command {}

    /** The same connection leaves before it knows the relay that its join was handed to. */
    public record Leave(RoomName room, RoomRelay.Leave leave) implements Command {}

    /** Answered with the largest rooms that have members here, the largest first, in some seconds at the most. */
    public record Largest(int count, ActorRef<List<RoomSize>> replyTo) implements Command {}

    /** The relay has no members; {@code joinsSeen} of the joins handed to it have arrived. */
    record RelayIdle(RoomName room, long joinsSeen) implements Command {}

    /** The room lives where {@code leases} are kept. */
    record RelaySubscribed(RoomName room, ActorRef<Leases.Command> leases) implements Command {}

    private record RelayStopped(RoomName room, ActorRef<RoomRelay.Command> relay) implements Command {}

    private record Heard(LeaseNews news) implements Command {}

    private record Removed(ClusterEvent.MemberRemoved event) implements Command {}

    private record Renew() implements Command {}

    private record ResubscribeSome() implements Command {}

    /** Relays told to subscribe anew at a time, so that a lost node's rooms do not all come at once. */
    private static final int RESUBSCRIBED_AT_ONCE = 500;

    private static final Duration RESUBSCRIBE_PAUSE = Duration.ofMillis(50);

    private final RelayPlace place;
    private final TimerScheduler<Command> timers;
    private final ActorRef<LeaseNews> self;
    private final Renewals renewals;
    private final Map<RoomName, Relay> relays = new HashMap<>();
    private final Set<RoomName> lost = new LinkedHashSet<>();

    /** A relay and how many joins were handed to it. */
    private record Relay(ActorRef<RoomRelay.Command> ref, long joins) {}

    public static Behavior<Command> create(RelayPlace place) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new Hub(context, timers, place)));
    }

    private Hub(ActorContext<Command> context, TimerScheduler<Command> timers, RelayPlace place) {
        super(context);
        this.place = place;
        this.timers = timers;
        this.self = context.messageAdapter(LeaseNews.class, Heard::new);
        this.renewals = new Renewals(place.node());
        timers.startTimerWithFixedDelay(new Renew(), place.settings().renewInterval());
        Cluster.get(context.getSystem())
                .subscriptions()
                .tell(Subscribe.create(
                        context.messageAdapter(ClusterEvent.MemberRemoved.class, Removed::new),
                        ClusterEvent.MemberRemoved.class));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Join.class, this::onJoin)
                .onMessage(Leave.class, this::onLeave)
                .onMessage(Largest.class, this::onLargest)
                .onMessage(RelayIdle.class, this::onRelayIdle)
                .onMessage(RelaySubscribed.class, this::onRelaySubscribed)
                .onMessage(RelayStopped.class, this::onRelayStopped)
                .onMessage(Heard.class, this::onHeard)
                .onMessage(Removed.class, this::onRemoved)
                .onMessage(Renew.class, this::onRenew)
                .onMessage(ResubscribeSome.class, this::onResubscribeSome)
                .build();
    }

    private Behavior<Command> onJoin(Join join) {
        Relay relay = relays.get(join.room());
        if (relay == null) {
            relay = new Relay(start(join.room()), 0);
        }
        relays.put(join.room(), new Relay(relay.ref(), relay.joins() + 1));
        relay.ref().tell(join.join());
        // Not by the relay: whoever waits for one that fails before it comes to the join would wait for ever.
        join.join().replyTo().tell(new RelayNews.Found(relay.ref()));
        return this;
    }

    private Behavior<Command> onLeave(Leave leave) {
        tell(leave.room(), leave.leave());
        return this;
    }

    private Behavior<Command> onLargest(Largest question) {
        List<ActorRef<RoomRelay.Command>> all =
                relays.values().stream().map(Relay::ref).toList();
        getContext().spawnAnonymous(Survey.create(all, question.count(), question.replyTo()));
        return this;
    }

    /** A join that is still on its way to the relay keeps it: the relay says again when it is idle. */
    private Behavior<Command> onRelayIdle(RelayIdle idle) {
        Relay relay = relays.get(idle.room());
        if (relay != null && relay.joins() == idle.joinsSeen()) {
            relays.remove(idle.room());
            renewals.remove(idle.room());
            relay.ref().tell(new RoomRelay.Stop());
        }
        return this;
    }

    private Behavior<Command> onRelaySubscribed(RelaySubscribed subscribed) {
        if (relays.containsKey(subscribed.room())) {
            renewals.put(subscribed.room(), subscribed.leases());
        }
        return this;
    }

    /** If it failed: its sessions end, and their clients come back to a new one. */
    private Behavior<Command> onRelayStopped(RelayStopped stopped) {
        Relay relay = relays.get(stopped.room());
        if (relay != null && relay.ref().equals(stopped.relay())) {
            getContext().getLog().atError().addKeyValue("room", stopped.room()).log("relay failed");
            relays.remove(stopped.room());
            renewals.remove(stopped.room());
        }
        return this;
    }

    private Behavior<Command> onHeard(Heard heard) {
        if (heard.news() instanceof LeaseNews.Renewed renewed) {
            renewals.confirm(renewed, self);
            renewed.advanced().forEach(room -> tell(room.room(), new RoomRelay.Advance(room)));
        } else if (heard.news() instanceof LeaseNews.Unknown unknown) {
            lost.addAll(unknown.rooms());
            resubscribeSoon();
        }
        return this;
    }

    private Behavior<Command> onRemoved(Removed removed) {
        Address address = removed.event().member().address();
        lost.addAll(renewals.ownedBy(owner -> owner.path().address().equals(address)));
        resubscribeSoon();
        return this;
    }

    private Behavior<Command> onRenew(Renew renew) {
        renewals.renew(self);
        return this;
    }

    private Behavior<Command> onResubscribeSome(ResubscribeSome some) {
        Iterator<RoomName> rooms = lost.iterator();
        for (int i = 0; i < RESUBSCRIBED_AT_ONCE && rooms.hasNext(); i++) {
            tell(rooms.next(), new RoomRelay.Resubscribe());
            rooms.remove();
        }
        resubscribeSoon();
        return this;
    }

    private ActorRef<RoomRelay.Command> start(RoomName room) {
        ActorRef<RoomRelay.Command> relay = getContext()
                .spawnAnonymous(RoomRelay.create(room, place, getContext().getSelf()));
        getContext().watchWith(relay, new RelayStopped(room, relay));
        return relay;
    }

    private void resubscribeSoon() {
        if (!lost.isEmpty() && !timers.isTimerActive(ResubscribeSome.class)) {
            timers.startSingleTimer(ResubscribeSome.class, new ResubscribeSome(), RESUBSCRIBE_PAUSE);
        }
    }

    private void tell(RoomName room, RoomRelay.Command command) {
        Relay relay = relays.get(room);
        if (relay != null) {
            relay.ref().tell(command);
        }
    }
}

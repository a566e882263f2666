package confab.socketio;

import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import confab.model.CrossesNodes;
import confab.model.SessionId;
import confab.protocol.socketio.NamespaceName;
import confab.serialization.Counterparts;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Carries broadcasts to the other nodes and takes theirs: one message per node, never per connection, larger ones in parts.
 * At most once, as with Socket.IO's own adapters: what is lost between nodes is not sent again. So it is with the word that
 * a client has come back. One per node, as long as it runs, at the same path on each.
 */
public final class ClusterBroadcasts extends AbstractBehavior<ClusterBroadcasts.Command> {
    public sealed interface Command {}

    /**
     * A broadcast, or the beginning of one.
     *
     * @param from the sender's reference; another one each time that its node starts
     * @param id the sender's count of broadcasts
     * @param length of all frames together, in bytes
     * @param wire whole frames, or as many of their bytes as fit
     */
    record First(String from, long id, String namespace, Set<String> to, Set<String> except, int length, byte[] wire)
            implements Command, CrossesNodes {}

    /**
     * Another part of it.
     *
     * @param offset where among the frames' bytes these stand
     */
    record More(String from, long id, int offset, byte[] wire) implements Command, CrossesNodes {}

    /** A client has come back to the sender's node: whatever connection it had before is dead. */
    record CameBack(String namespace, String pid) implements Command, CrossesNodes {}

    private record Publish(NamespaceName namespace, Audience audience, byte[] wire) implements Command {}

    private record TellOfReturn(NamespaceName namespace, SessionId pid) implements Command {}

    private enum DropLate implements Command {
        NOW
    }

    /** How long a broadcast may take to arrive in all its parts; they were sent at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Counterparts<Command> others;
    private final BroadcastGate gate;
    private final SocketServer server;
    private final String self;
    private final BroadcastParts parts;

    private long published;

    /** @param server hands its broadcasts here from now on, and gets those of the other nodes */
    public static Behavior<Command> create(SocketServer server) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new ClusterBroadcasts(context, timers, server)));
    }

    private ClusterBroadcasts(ActorContext<Command> context, TimerScheduler<Command> timers, SocketServer server) {
        super(context);
        this.server = server;
        this.others = new Counterparts<>(context.getSystem(), context.getSelf());
        this.self = ActorRefResolver.get(context.getSystem()).toSerializationFormat(context.getSelf());
        this.parts = new BroadcastParts(server.settings().maxPacketBytes(), PATIENCE, server.nanoTime());
        this.gate = new BroadcastGate(
                others::exist,
                (namespace, audience, wire) -> context.getSelf().tell(new Publish(namespace, audience, wire)));
        timers.startTimerWithFixedDelay(DropLate.NOW, PATIENCE);
        server.join(gate);
        server.returning().join((namespace, pid) -> context.getSelf().tell(new TellOfReturn(namespace, pid)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(First.class, this::onFirst)
                .onMessage(More.class, this::onMore)
                .onMessage(CameBack.class, this::onCameBack)
                .onMessage(Publish.class, this::onPublish)
                .onMessage(TellOfReturn.class, this::onTellOfReturn)
                .onMessage(DropLate.class, this::onDropLate)
                .build();
    }

    private Behavior<Command> onFirst(First first) {
        parts.onFirst(first, this::deliver);
        return this;
    }

    private Behavior<Command> onMore(More more) {
        parts.onMore(more, this::deliver);
        return this;
    }

    private Behavior<Command> onCameBack(CameBack cameBack) {
        server.returning().putOut(new NamespaceName(cameBack.namespace()), new SessionId(cameBack.pid()));
        return this;
    }

    private Behavior<Command> onPublish(Publish publish) {
        List<Command> messages =
                BroadcastParts.of(self, ++published, publish.namespace(), publish.audience(), publish.wire());
        others.tell(messages);
        gate.sent(publish.wire().length);
        return this;
    }

    private Behavior<Command> onTellOfReturn(TellOfReturn tell) {
        others.tell(List.of(new CameBack(tell.namespace().value(), tell.pid().value())));
        return this;
    }

    private Behavior<Command> onDropLate(DropLate now) {
        parts.dropLate();
        return this;
    }

    private void deliver(First first, byte[] wire) {
        server.deliver(new NamespaceName(first.namespace()), new Audience(first.to(), first.except()), wire);
    }
}

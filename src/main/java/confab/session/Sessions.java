package confab.session;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import confab.config.Settings;
import confab.protocol.CloseCode;
import confab.protocol.Event;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts a session for each connection, and sends all of them away when the node leaves; lives as long as the node. */
public final class Sessions extends AbstractBehavior<Sessions.Command> {
    public sealed interface Command {}

    /** A connection is open. */
    public record Open(Connection connection) implements Command {}

    /**
     * Send all clients elsewhere, spread over a while, then close what is left; answered when none is.
     *
     * @param isCutOff whether posts are refused meanwhile, as this node is no member of its cluster any more
     */
    public record Drain(boolean isCutOff, ActorRef<Done> replyTo) implements Command {}

    private record CloseAll() implements Command {}

    private static final String REASON = "this node is going away";

    private final SessionPlace place;
    private final Settings.Drain drain;
    private final TimerScheduler<Command> timers;
    private final Set<ActorRef<Session.Command>> sessions = new HashSet<>();

    /** Set while draining. */
    private @Nullable ActorRef<Done> drained;

    public static Behavior<Command> create(SessionPlace place, Settings.Drain drain) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new Sessions(context, timers, place, drain)));
    }

    private Sessions(
            ActorContext<Command> context, TimerScheduler<Command> timers, SessionPlace place, Settings.Drain drain) {
        super(context);
        this.place = place;
        this.drain = drain;
        this.timers = timers;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Open.class, this::onOpen)
                .onMessage(Drain.class, this::onDrain)
                .onMessage(CloseAll.class, this::onCloseAll)
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private Behavior<Command> onOpen(Open open) {
        if (drained != null) {
            open.connection().close(CloseCode.GOING_AWAY, REASON);
            return this;
        }
        ActorRef<Session.Command> session = getContext().spawnAnonymous(Session.create(open.connection(), place));
        getContext().watch(session);
        sessions.add(session);
        return this;
    }

    /** Each is told another time to go, so that the other nodes do not get them all at once. */
    private Behavior<Command> onDrain(Drain order) {
        drained = order.replyTo();
        getContext().getLog().info("draining connections={}", sessions.size());
        int i = 0;
        for (ActorRef<Session.Command> session : sessions) {
            Duration after = drain.window().multipliedBy(i++).dividedBy(sessions.size());
            Event.Goodbye goodbye = new Event.Goodbye(CloseCode.GOING_AWAY, REASON, true, after);
            session.tell(new Session.SayGoodbye(goodbye, order.isCutOff()));
        }
        timers.startSingleTimer(new CloseAll(), drain.window().plus(drain.closeAfter()));
        answerIfDrained();
        return this;
    }

    private Behavior<Command> onCloseAll(CloseAll order) {
        sessions.forEach(session -> session.tell(new Session.Close(CloseCode.GOING_AWAY, REASON)));
        return this;
    }

    private Behavior<Command> onTerminated(Terminated terminated) {
        sessions.remove(terminated.getRef().<Session.Command>unsafeUpcast());
        answerIfDrained();
        return this;
    }

    private void answerIfDrained() {
        if (drained != null && sessions.isEmpty()) {
            drained.tell(Done.getInstance());
        }
    }
}

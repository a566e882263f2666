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
import confab.model.RoomName;
import confab.protocol.CloseCode;
import confab.protocol.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts a session for each connection, and sends clients to the other nodes: all when the node leaves, some when it has too
 * many. Each gets its turn: it is told at once when that is, and closed a while after it; lives as long as the node.
 */
public final class Sessions extends AbstractBehavior<Sessions.Command> {
    public sealed interface Command {}

    /** A connection is open. */
    public record Open(Connection connection) implements Command {}

    /**
     * Send all clients elsewhere, spread over a while, then close what is left; answered when none is.
     *
     * @param isCutOff whether posts are refused meanwhile, as this node is no member of its cluster any more
     */
    public record Drain(boolean isCutOff, Collection<Guest> guests, ActorRef<Done> replyTo) implements Command {}

    /** Send some clients elsewhere, whichever; answered with how many there are to be sent. */
    public record Shed(int clients, Collection<Guest> guests, ActorRef<Integer> replyTo) implements Command {}

    /** Put all who are in that room by way of this node out of it. */
    public record CloseRoom(RoomName room) implements Command {}

    /**
     * A client that may have no session here: it is not told when to go, but made to.
     *
     * @param client as {@link Connection#client} says
     * @param sendAway from any thread
     */
    public record Guest(Object client, Runnable sendAway) {}

    private record CloseDue() implements Command {}

    private static final String LEAVES = "this node is going away";
    private static final String SHEDS = "this node has more clients than the others";

    private final SessionPlace place;
    private final Settings.Drain settings;
    private final Random random;
    private final TimerScheduler<Command> timers;
    private final Map<ActorRef<Session.Command>, Object> sessions = new HashMap<>();
    private final Departures<Client> departures;

    /** Whose turn was told, and has not come. */
    private final Set<Object> leaving = new HashSet<>();

    /** Set while draining. */
    private @Nullable ActorRef<Done> drained;

    /** @param random draws who is shed */
    public static Behavior<Command> create(SessionPlace place, Settings.Drain drain, Random random) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Sessions(context, timers, place, drain, random)));
    }

    private Sessions(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            SessionPlace place,
            Settings.Drain settings,
            Random random) {
        super(context);
        this.place = place;
        this.settings = settings;
        this.random = random;
        this.timers = timers;
        this.departures = new Departures<>(settings.closeAfter(), now());
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Open.class, this::onOpen)
                .onMessage(Drain.class, this::onDrain)
                .onMessage(Shed.class, this::onShed)
                .onMessage(CloseRoom.class, this::onCloseRoom)
                .onMessage(CloseDue.class, this::onCloseDue)
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private Behavior<Command> onOpen(Open open) {
        if (drained != null) {
            open.connection().close(CloseCode.GOING_AWAY, LEAVES);
            return this;
        }
        ActorRef<Session.Command> session = getContext().spawnAnonymous(Session.create(open.connection(), place));
        getContext().watch(session);
        sessions.put(session, open.connection().client());
        return this;
    }

    /** Also those that were to be shed get another turn: they may have had to wait longer. */
    private Behavior<Command> onDrain(Drain order) {
        drained = order.replyTo();
        leaving.clear();
        departures.clear(now());
        Collection<Client> clients = clients(order.guests()).values();
        getContext()
                .getLog()
                .info(
                        "draining clients={} window={} ms",
                        clients.size(),
                        span(clients.size()).toMillis());
        sendAway(clients, settings.interval(clients.size()), LEAVES, order.isCutOff());
        answerIfDrained();
        return this;
    }

    private Behavior<Command> onShed(Shed order) {
        Map<Object, Client> clients = drained == null ? clients(order.guests()) : new HashMap<>();
        int all = clients.size();
        clients.keySet().removeAll(leaving);
        List<Client> staying = new ArrayList<>(clients.values());
        Collections.shuffle(staying, random);
        List<Client> shed = staying.subList(0, Math.min(order.clients(), staying.size()));
        getContext().getLog().info("shedding clients={} of={}", shed.size(), all);
        sendAway(shed, settings.interval(), SHEDS, false);
        order.replyTo().tell(shed.size());
        return this;
    }

    private Behavior<Command> onCloseRoom(CloseRoom order) {
        sessions.keySet().forEach(session -> session.tell(new Session.PutOut(order.room())));
        return this;
    }

    private Behavior<Command> onCloseDue(CloseDue order) {
        departures.due(now()).forEach(client -> {
            leaving.remove(client.key());
            client.end(new Session.Close(CloseCode.GOING_AWAY, drained == null ? SHEDS : LEAVES));
        });
        closeLater();
        answerIfDrained();
        return this;
    }

    private Behavior<Command> onTerminated(Terminated terminated) {
        sessions.remove(terminated.getRef().<Session.Command>unsafeUpcast());
        answerIfDrained();
        return this;
    }

    /** A client with several sessions has one turn. */
    private Map<Object, Client> clients(Collection<Guest> guests) {
        Map<Object, Client> clients = new LinkedHashMap<>();
        sessions.forEach((session, client) ->
                clients.computeIfAbsent(client, Client::new).add(session));
        guests.forEach(
                guest -> clients.computeIfAbsent(guest.client(), Client::new).add(guest.sendAway()));
        return clients;
    }

    private void sendAway(Collection<Client> clients, Duration interval, String reason, boolean isCutOff) {
        clients.forEach(client -> leaving.add(client.key()));
        departures.add(clients, interval, now()).forEach(turn -> {
            Event.Goodbye goodbye = new Event.Goodbye(CloseCode.GOING_AWAY, reason, true, turn.after());
            turn.client().tell(new Session.SayGoodbye(goodbye, isCutOff));
        });
        closeLater();
    }

    private void closeLater() {
        if (!departures.isEmpty()) {
            timers.startSingleTimer(new CloseDue(), departures.untilDue(now()));
        }
    }

    /** Of clients that have no session here nobody hears when they go: their turns are waited for. */
    private void answerIfDrained() {
        if (drained != null
                && sessions.isEmpty()
                && departures.clients().stream().noneMatch(Client::isSilent)) {
            drained.tell(Done.getInstance());
        }
    }

    private Duration span(int clients) {
        return settings.interval(clients).multipliedBy(clients);
    }

    private long now() {
        return place.nanoTime().getAsLong();
    }
}

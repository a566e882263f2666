package confab.session;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import confab.model.RoomName;
import confab.protocol.CloseCode;
import confab.protocol.Event;
import confab.protocol.Request;
import confab.relay.RelayNews;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: reads its client no faster than it is served, and tells it what the relays answer; lives as long as the
 * connection.
 *
 * <pre>
 *  connection.requests ──► Intake ──► Requests ──► a relay ──► Answer ──► connection.send
 *          ▲                  │
 *          └─── request(n) ───┘  withheld while too many posts are unanswered
 * </pre>
 */
public final class Session extends AbstractBehavior<Session.Command> {
    public sealed interface Command {}

    /**
     * Tell the client to go elsewhere; the connection works on until {@link Close}.
     *
     * @param isCutOff but for posts, which this node cannot keep
     */
    record SayGoodbye(Event.Goodbye event, boolean isCutOff) implements Command {}

    record Close(CloseCode code, String reason) implements Command {}

    /** Put the client out of that room, if it is in it. */
    record PutOut(RoomName room) implements Command {}

    record Opened(Subscription source) implements Command {}

    record Received(Request request) implements Command {}

    /** The connection has ended, and all that came before was received. */
    record Ended() implements Command {}

    record Failed(Throwable cause) implements Command {}

    private record Heard(RelayNews news) implements Command {}

    private record HelloTimeout() implements Command {}

    private record RelayFailed() implements Command {}

    /** Not the actor's own, which costs each session a context of its own. */
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    private final Connection connection;
    private final TimerScheduler<Command> timers;
    private final Voice voice;
    private final Intake intake;
    private final Requests requests;
    private final SessionWatch watch;

    private boolean hasEnded;

    static Behavior<Command> create(Connection connection, SessionPlace place) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Session(context, timers, connection, place)));
    }

    private Session(
            ActorContext<Command> context, TimerScheduler<Command> timers, Connection connection, SessionPlace place) {
        super(context);
        this.connection = connection;
        this.timers = timers;
        this.voice = new Voice(connection, connection.dialect());
        this.intake = new Intake(place.settings().maxUnansweredPosts());
        this.requests = new Requests(
                voice, place, intake, context.messageAdapter(RelayNews.class, Heard::new), context::unwatch);
        this.watch = place.watch();
        watch.opened(connection.dialect());
        timers.startSingleTimer(new HelloTimeout(), place.settings().helloTimeout());
        connection.requests().subscribe(new Reading(context.getSelf()));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Received.class, this::onReceived)
                .onMessage(Heard.class, this::onHeard)
                .onMessage(Opened.class, this::onOpened)
                .onMessage(SayGoodbye.class, this::onSayGoodbye)
                .onMessage(Close.class, this::onClose)
                .onMessage(PutOut.class, this::onPutOut)
                .onMessage(HelloTimeout.class, this::onHelloTimeout)
                .onMessage(RelayFailed.class, this::onRelayFailed)
                .onMessage(Ended.class, this::onEnded)
                .onMessage(Failed.class, this::onFailed)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private Behavior<Command> onOpened(Opened opened) {
        intake.opened(opened.source());
        return this;
    }

    private Behavior<Command> onReceived(Received received) {
        intake.received(received.request());
        return serve();
    }

    private Behavior<Command> onHeard(Heard heard) {
        if (heard.news() instanceof RelayNews.Answer answer) {
            intake.answered();
            voice.say(answer.event());
        } else if (heard.news() instanceof RelayNews.HistoryRead read) {
            intake.historyRead();
            voice.say(read.event());
        } else if (heard.news() instanceof RelayNews.Found found) {
            getContext().watchWith(found.relay(), new RelayFailed());
        } else if (heard.news() instanceof RelayNews.Joining joined) {
            log.atDebug()
                    .addKeyValue("session", connection.session())
                    .addKeyValue("room", joined.room())
                    .log("joined");
            requests.joined(joined.room(), joined.relay());
            intake.joined();
        } else if (heard.news() instanceof RelayNews.JoinFailed failed) {
            requests.forget(failed.room());
            voice.say(failed.event());
        }
        return serve();
    }

    private Behavior<Command> onSayGoodbye(SayGoodbye goodbye) {
        if (goodbye.isCutOff()) {
            requests.cutOff();
        }
        voice.say(goodbye.event());
        return this;
    }

    private Behavior<Command> onClose(Close close) {
        connection.close(close.code(), close.reason());
        return this;
    }

    private Behavior<Command> onPutOut(PutOut order) {
        requests.putOut(order.room());
        return this;
    }

    private Behavior<Command> onHelloTimeout(HelloTimeout timeout) {
        connection.close(CloseCode.PROTOCOL, "no hello in time");
        return this;
    }

    /** What it had under way is lost: the client comes back and sends it again. A relay with members stops in no other way. */
    private Behavior<Command> onRelayFailed(RelayFailed failed) {
        return Behaviors.stopped();
    }

    private Behavior<Command> onEnded(Ended ended) {
        hasEnded = true;
        return serve();
    }

    private Behavior<Command> onFailed(Failed failed) {
        log.atWarn()
                .addKeyValue("session", connection.session())
                .setCause(failed.cause())
                .log("session failed");
        return onEnded(new Ended());
    }

    private Behavior<Command> onPostStop(PostStop stopped) {
        log.atDebug().addKeyValue("session", connection.session()).log("session ended");
        ConnectionEnd end = connection.end();
        try {
            requests.leaveAll();
            watch.ended(connection.dialect(), end == null ? ConnectionEnd.FAILED : end);
        } finally {
            connection.close(CloseCode.INTERNAL_ERROR, "the session ended");
            intake.cancel();
        }
        return this;
    }

    /** A join under way is waited for even when the client is gone: its relay must hear that this member is. */
    private Behavior<Command> serve() {
        for (Request next = intake.next(); next != null; next = intake.next()) {
            handle(next);
        }
        return hasEnded && intake.isIdle() ? Behaviors.stopped() : this;
    }

    private void handle(Request request) {
        if (request instanceof Request.Hello) {
            timers.cancel(new HelloTimeout());
        }
        requests.handle(request);
    }
}

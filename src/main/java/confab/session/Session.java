package confab.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.stream.typed.javadsl.ActorSink;
import confab.model.Draft;
import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.CloseCode;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import confab.protocol.Request;
import confab.relay.Hub;
import confab.relay.Reader;
import confab.relay.RelayNews;
import confab.relay.RoomRelay;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One connection: knows its user, its rooms and its limits; lives as long as the connection.
 *
 * <pre>
 *  connection.frames ──► decode ──► Received ──► a relay ──► Answer ──► connection.send
 *         ▲                            │
 *         └──────────── Ack ───────────┘  withheld while too many posts are unanswered
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

    private record Opened(ActorRef<Ack> reader) implements Command {}

    private record Received(Request request, ActorRef<Ack> reader) implements Command {}

    private record Ended() implements Command {}

    private record Failed(Throwable cause) implements Command {}

    private record Heard(RelayNews news) implements Command {}

    private record HelloTimeout() implements Command {}

    private record RelayFailed() implements Command {}

    /** Lets the next frame come. */
    private enum Ack {
        NEXT
    }

    /** So many frames in a row that are not JSON close the connection. */
    private static final int MAX_NOT_JSON = 3;

    private final SessionPlace place;
    private final Connection connection;
    private final TimerScheduler<Command> timers;
    private final Voice voice;
    private final Intake<Ack> intake;
    private final Reader reader;
    private final ActorRef<RelayNews> self;
    private final TokenBucket posts;
    private final Map<RoomName, ActorRef<RoomRelay.Command>> rooms = new HashMap<>(2);
    private final Queue<Request> opening;

    /** Null before {@code hello}. */
    private @Nullable UserName user;

    private int notJson;
    private boolean hasEnded;
    private boolean isCutOff;

    static Behavior<Command> create(Connection connection, SessionPlace place) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new Session(context, timers, connection, place)));
    }

    private Session(
            ActorContext<Command> context, TimerScheduler<Command> timers, Connection connection, SessionPlace place) {
        super(context);
        this.place = place;
        this.connection = connection;
        this.timers = timers;
        this.voice = new Voice(connection, connection.dialect());
        this.intake = new Intake<>(place.settings().maxUnansweredPosts(), Ack.NEXT);
        this.reader = Reader.open(connection, connection.dialect());
        this.self = context.messageAdapter(RelayNews.class, Heard::new);
        this.posts = new TokenBucket(
                place.settings().postsPerSecond(),
                place.settings().postBurst(),
                place.nanoTime().getAsLong());
        this.opening = new ArrayDeque<>(connection.dialect().opening());
        timers.startSingleTimer(new HelloTimeout(), place.settings().helloTimeout());
        readFrames();
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Received.class, this::onReceived)
                .onMessage(Heard.class, this::onHeard)
                .onMessage(Opened.class, this::onOpened)
                .onMessage(SayGoodbye.class, this::onSayGoodbye)
                .onMessage(Close.class, this::onClose)
                .onMessage(HelloTimeout.class, this::onHelloTimeout)
                .onMessage(RelayFailed.class, this::onRelayFailed)
                .onMessage(Ended.class, this::onEnded)
                .onMessage(Failed.class, this::onFailed)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private void readFrames() {
        connection
                .frames()
                .map(connection.dialect()::decode)
                .runWith(
                        ActorSink.actorRefWithBackpressure(
                                getContext().getSelf(),
                                (reader, request) -> new Received(request, reader),
                                Opened::new,
                                Ack.NEXT,
                                new Ended(),
                                Failed::new),
                        getContext().getSystem());
    }

    private Behavior<Command> onOpened(Opened opened) {
        intake.received(opened.reader());
        readOn();
        return this;
    }

    private Behavior<Command> onReceived(Received received) {
        intake.received(received.reader());
        handle(received.request());
        readOn();
        return this;
    }

    private Behavior<Command> onHeard(Heard heard) {
        if (heard.news() instanceof RelayNews.Answer answer) {
            intake.answered();
            voice.say(answer.event());
        } else if (heard.news() instanceof RelayNews.HistoryRead read) {
            intake.historyRead();
            voice.say(read.event());
        } else if (heard.news() instanceof RelayNews.Joining joined) {
            rooms.put(joined.room(), joined.relay());
            getContext().watchWith(joined.relay(), new RelayFailed());
            intake.joined();
            if (hasEnded) {
                return Behaviors.stopped();
            }
        } else if (heard.news() instanceof RelayNews.JoinFailed failed) {
            forget(failed.room());
            voice.say(failed.event());
        }
        readOn();
        return this;
    }

    private Behavior<Command> onSayGoodbye(SayGoodbye goodbye) {
        isCutOff |= goodbye.isCutOff();
        voice.say(goodbye.event());
        return this;
    }

    private Behavior<Command> onClose(Close close) {
        connection.close(close.code(), close.reason());
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

    /** A join under way is waited for: its relay must hear that this member is gone. */
    private Behavior<Command> onEnded(Ended ended) {
        hasEnded = true;
        return intake.isJoining() ? this : Behaviors.stopped();
    }

    private Behavior<Command> onFailed(Failed failed) {
        getContext().getLog().warn("session failed session={}", connection.session(), failed.cause());
        return onEnded(new Ended());
    }

    private Behavior<Command> onPostStop(PostStop stopped) {
        if (user != null) {
            rooms.values().forEach(relay -> relay.tell(new RoomRelay.Leave(reader, user, null)));
        }
        connection.close(CloseCode.INTERNAL_ERROR, "the session ended");
        return this;
    }

    /** Takes the next request unless that must wait: first those of the dialect itself, then the client's. */
    private void readOn() {
        while (!intake.isJoining() && !opening.isEmpty()) {
            handle(opening.remove());
        }
        intake.readOn();
    }

    private void handle(Request request) {
        notJson = request instanceof Request.NotJson ? notJson + 1 : 0;
        if (request instanceof Request.Post post) {
            onPost(post);
        } else if (request instanceof Request.Typing typing) {
            onTyping(typing);
        } else if (request instanceof Request.Hello hello) {
            onHello(hello);
        } else if (request instanceof Request.Join join) {
            onJoin(join);
        } else if (request instanceof Request.Leave leave) {
            onLeave(leave);
        } else if (request instanceof Request.History history) {
            onHistory(history);
        } else if (request instanceof Request.Who who) {
            onWho(who);
        } else if (request instanceof Request.Ping ping) {
            voice.say(new Event.Pong(ping.ref()));
        } else {
            onUnusable(request);
        }
    }

    private void onHello(Request.Hello hello) {
        if (user != null) {
            voice.fail(ErrorCode.BAD_REQUEST, "type: hello comes once", hello.ref(), "hello");
            return;
        }
        timers.cancel(new HelloTimeout());
        user = hello.user() == null ? place.guests().get() : hello.user();
        voice.say(new Event.Welcome(
                connection.session(), user, place.node(), place.heartbeat(), place.limits(), hello.ref()));
    }

    private void onJoin(Request.Join join) {
        if (user == null) {
            failBeforeHello(join.ref(), "join");
            return;
        }
        ActorRef<RoomRelay.Command> before = forget(join.room());
        if (before != null) {
            before.tell(new RoomRelay.Leave(reader, user, null));
        }
        if (rooms.size() >= place.limits().rooms()) {
            String message = "room: at most " + place.limits().rooms() + " rooms at a time";
            voice.fail(ErrorCode.BAD_REQUEST, message, join.ref(), "join");
            return;
        }
        intake.joining();
        place.hub()
                .tell(new Hub.Join(
                        join.room(), new RoomRelay.Join(reader, user, join.from(), join.log(), join.ref(), self)));
    }

    private void onLeave(Request.Leave leave) {
        ActorRef<RoomRelay.Command> relay = relay(leave.room(), leave.ref(), "leave");
        if (relay != null && user != null) {
            forget(leave.room());
            relay.tell(new RoomRelay.Leave(reader, user, new Event.Left(leave.room(), leave.ref())));
        }
    }

    private void onPost(Request.Post post) {
        ActorRef<RoomRelay.Command> relay =
                relay(post.room(), post.ref(), post.id().value());
        if (relay == null || user == null) {
            return;
        }
        if (isCutOff) {
            voice.fail(
                    ErrorCode.UNAVAILABLE,
                    "this node lost its cluster",
                    post.ref(),
                    post.id().value());
            return;
        }
        Duration wait = posts.take(place.nanoTime().getAsLong());
        if (wait.isZero()) {
            intake.asked();
            Draft draft = new Draft(post.id(), user, post.body(), connection.session());
            relay.tell(new RoomRelay.Post(draft, post.ref(), self));
        } else {
            voice.failForNow("too many posts", post.ref(), post.id().value(), wait);
        }
    }

    private void onTyping(Request.Typing typing) {
        ActorRef<RoomRelay.Command> relay = relay(typing.room(), typing.ref(), "typing");
        if (relay != null
                && user != null
                && posts.take(place.nanoTime().getAsLong()).isZero()) {
            relay.tell(new RoomRelay.Typing(user, connection.session()));
        }
    }

    private void onHistory(Request.History history) {
        ActorRef<RoomRelay.Command> relay = relay(history.room(), history.ref(), "history");
        if (relay != null) {
            intake.readingHistory();
            relay.tell(new RoomRelay.ReadHistory(history, self));
        }
    }

    private void onWho(Request.Who who) {
        ActorRef<RoomRelay.Command> relay = relay(who.room(), who.ref(), "who");
        if (relay != null) {
            intake.asked();
            relay.tell(new RoomRelay.Who(who.ref(), self));
        }
    }

    private void onUnusable(Request request) {
        if (request instanceof Request.Malformed malformed) {
            voice.say(new Event.Failed(malformed.code(), malformed.message(), malformed.ref(), null));
        } else if (request instanceof Request.Refused refused) {
            connection.close(refused.code(), refused.reason());
        } else if (request instanceof Request.NotJson bad) {
            voice.say(new Event.Failed(ErrorCode.BAD_REQUEST, bad.message(), null, null));
            if (notJson >= MAX_NOT_JSON) {
                connection.close(CloseCode.PROTOCOL, "three frames in a row that are not JSON");
            }
        }
    }

    /** The room's relay; null, and the client has been told, if it is no member. */
    private @Nullable ActorRef<RoomRelay.Command> relay(RoomName room, @Nullable String ref, String otherwise) {
        if (user == null) {
            failBeforeHello(ref, otherwise);
            return null;
        }
        ActorRef<RoomRelay.Command> relay = rooms.get(room);
        if (relay == null) {
            voice.fail(ErrorCode.NOT_JOINED, "join the room first", ref, otherwise);
        }
        return relay;
    }

    private @Nullable ActorRef<RoomRelay.Command> forget(RoomName room) {
        ActorRef<RoomRelay.Command> relay = rooms.remove(room);
        if (relay != null) {
            getContext().unwatch(relay);
        }
        return relay;
    }

    private void failBeforeHello(@Nullable String ref, String otherwise) {
        voice.fail(ErrorCode.BAD_REQUEST, "type: the first frame is hello", ref, otherwise);
    }
}

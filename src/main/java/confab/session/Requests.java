package confab.session;

import akka.actor.typed.ActorRef;
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
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one client asks for: checked against who it is, which rooms it is in and how much it may, then passed on to the
 * relays, or refused. Lives as long as its session, and is touched by it alone.
 */
final class Requests {
    /** So many frames in a row that are not JSON close the connection. */
    private static final int MAX_NOT_JSON = 3;

    private final Voice voice;
    private final SessionPlace place;
    private final Intake intake;
    private final ActorRef<RelayNews> replyTo;
    private final Consumer<ActorRef<RoomRelay.Command>> onLeft;
    private final Connection connection;
    private final Reader reader;
    private final TokenBucket posts;
    private final Map<RoomName, ActorRef<RoomRelay.Command>> rooms = new HashMap<>(2);

    /** Null before {@code hello}. */
    private @Nullable UserName user;

    /** Null unless its relay is yet to be known. */
    private @Nullable RoomName joining;

    /** The room was closed meanwhile. */
    private boolean isJoiningClosed;

    private int notJson;
    private boolean isCutOff;

    /**
     * @param intake told of what is to be answered
     * @param replyTo where relays answer
     * @param onLeft called with the relay of each room that is left
     */
    Requests(
            Voice voice,
            SessionPlace place,
            Intake intake,
            ActorRef<RelayNews> replyTo,
            Consumer<ActorRef<RoomRelay.Command>> onLeft) {
        this.voice = voice;
        this.place = place;
        this.intake = intake;
        this.replyTo = replyTo;
        this.onLeft = onLeft;
        this.connection = voice.connection();
        this.reader = Reader.open(connection, voice.dialect());
        this.posts = new TokenBucket(
                place.settings().postsPerSecond(),
                place.settings().postBurst(),
                place.nanoTime().getAsLong());
    }

    void handle(Request request) {
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

    /** The relay has the client's join, which may have been before the room was closed. */
    void joined(RoomName room, ActorRef<RoomRelay.Command> relay) {
        joining = null;
        rooms.put(room, relay);
        if (isJoiningClosed) {
            putOut(room);
        }
    }

    /** The client is no member of the room any more; the relay, null if it was none before. */
    @Nullable
    ActorRef<RoomRelay.Command> forget(RoomName room) {
        ActorRef<RoomRelay.Command> relay = rooms.remove(room);
        if (relay != null) {
            onLeft.accept(relay);
        }
        return relay;
    }

    /** The room is closed; who is not in it hears nothing, and who is about to be waits until its relay is known. */
    void putOut(RoomName room) {
        isJoiningClosed |= room.equals(joining);
        ActorRef<RoomRelay.Command> relay = forget(room);
        if (relay != null && user != null) {
            relay.tell(new RoomRelay.Leave(reader, user, Event.Left.putOut(room)));
        }
    }

    /** This node cannot keep posts any more. */
    void cutOff() {
        isCutOff = true;
    }

    /** The connection is gone. */
    void leaveAll() {
        if (user != null) {
            RoomRelay.Leave leave = new RoomRelay.Leave(reader, user, null);
            rooms.values().forEach(relay -> relay.tell(leave));
            if (joining != null) {
                place.hub().tell(new Hub.Leave(joining, leave));
            }
        }
    }

    private void onHello(Request.Hello hello) {
        if (user != null) {
            voice.fail(ErrorCode.BAD_REQUEST, "type: hello comes once", hello.ref(), "hello");
            return;
        }
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
        joining = join.room();
        isJoiningClosed = false;
        place.hub()
                .tell(new Hub.Join(
                        join.room(), new RoomRelay.Join(reader, user, join.from(), join.log(), join.ref(), replyTo)));
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
            place.watch().cutOff();
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
            relay.tell(new RoomRelay.Post(draft, post.ref(), replyTo));
        } else {
            place.watch().rateLimited();
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
            relay.tell(new RoomRelay.ReadHistory(history, replyTo));
        }
    }

    private void onWho(Request.Who who) {
        ActorRef<RoomRelay.Command> relay = relay(who.room(), who.ref(), "who");
        if (relay != null) {
            intake.asked();
            relay.tell(new RoomRelay.Who(who.ref(), replyTo));
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

    private void failBeforeHello(@Nullable String ref, String otherwise) {
        voice.fail(ErrorCode.BAD_REQUEST, "type: the first frame is hello", ref, otherwise);
    }
}

package confab.protocol;

import confab.model.Message;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a client hears but the messages of its rooms, which a {@link MessageFormat} writes once for all members. */
public sealed interface Event {
    /** What the client knows the request by that this answers, if anything. */
    default @Nullable String ref() {
        return null;
    }

    /**
     * The answer to {@code hello}.
     *
     * @param heartbeat a client that cannot see pings and heard nothing for that long sends {@code ping}
     */
    record Welcome(
            SessionId session,
            UserName user,
            String node,
            Duration heartbeat,
            Limits limits,
            @Nullable String ref) implements Event {
        /** The same where the largest frame is another. */
        public Welcome withFrameBytes(int frameBytes) {
            Limits told = new Limits(limits.rooms(), frameBytes, limits.bodyBytes());
            return new Welcome(session, user, node, heartbeat, told, ref);
        }
    }

    /**
     * What one connection may do.
     *
     * @param rooms rooms at a time
     * @param frameBytes largest frame
     * @param bodyBytes largest body, as JSON
     */
    record Limits(int rooms, int frameBytes, int bodyBytes) {}

    /**
     * The answer to {@code join}.
     *
     * @param seq the room's newest number at that moment, 0 if none
     * @param log the log's id
     * @param reset whether what the client remembers is of another log, so that it starts with the newest history
     */
    record Joined(
            RoomName room,
            long seq,
            String log,
            boolean reset,
            Crowd crowd,
            @Nullable String ref) implements Event {}

    /**
     * Who is in a room.
     *
     * @param members users, not connections
     * @param users their names, absent above a bound
     * @param uncertain how many of them sit on a node that is unreachable now
     */
    record Crowd(int members, @Nullable List<UserName> users, int uncertain) {}

    /**
     * The client is no member of the room any more.
     *
     * @param isAsked whether it wanted that; else it was put out, as the room was closed
     */
    record Left(RoomName room, @Nullable String ref, boolean isAsked) implements Event {
        /** The answer to {@code leave}. */
        public Left(RoomName room, @Nullable String ref) {
            this(room, ref, true);
        }

        public static Left putOut(RoomName room) {
            return new Left(room, null, false);
        }
    }

    /** The post is in the log. */
    record Posted(
            RoomName room,
            PostId id,
            long seq,
            long atMillis,
            @Nullable String ref) implements Event {}

    /**
     * A page of messages, ascending.
     *
     * @param more whether there are more in the direction asked
     */
    record HistoryPage(
            RoomName room,
            List<Message> messages,
            boolean more,
            @Nullable String ref) implements Event {}

    record Present(RoomName room, Crowd crowd, @Nullable String ref) implements Event {}

    record Pong(@Nullable String ref) implements Event {}

    /** Users came or went since the last such event; both lists are cut at a bound, {@code members} is not. */
    record Presence(RoomName room, List<UserName> joined, List<UserName> left, int members, int uncertain)
            implements Event {}

    record Typing(RoomName room, UserName user) implements Event {}

    /** Messages that were asked for and the log no longer holds, both ends included. */
    record Gap(RoomName room, long from, long to, String log) implements Event {}

    /**
     * The server will close this connection.
     *
     * @param after keep using the connection, open the new one after that time, then close this one
     */
    record Goodbye(CloseCode code, String reason, boolean reconnect, Duration after) implements Event {}

    /**
     * A request was not carried out.
     *
     * @param retryAfter with {@link ErrorCode#RATE_LIMITED}: when to try again
     * @param ref what it answers: the request's ref, else the post's id, else its type
     */
    record Failed(
            ErrorCode code,
            String message,
            @Nullable String ref,
            @Nullable Duration retryAfter) implements Event {}
}

package confab.protocol;

import confab.model.Body;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.UserName;
import org.jspecify.annotations.Nullable;

/** All that a client can say; each may bear a {@code ref} (1 – 64 characters) that its answer or error bears too. */
public sealed interface Request {
    @Nullable
    String ref();

    /** Who the client is; must come first. Without a user the client is a guest. */
    record Hello(@Nullable UserName user, @Nullable String ref) implements Request {}

    /**
     * Become a member of a room.
     *
     * @param from where in the room's messages to begin
     * @param log the log's id that the client remembers, if any
     */
    record Join(
            RoomName room,
            Start from,
            @Nullable String log,
            @Nullable String ref) implements Request {}

    /** Where a member begins to read. */
    sealed interface Start {
        /** After the last seq that the client saw, 0 or more. */
        record After(long seq) implements Start {}

        /** With the newest messages, 0 – 200 of them. */
        record Newest(int count) implements Start {}
    }

    record Leave(RoomName room, @Nullable String ref) implements Request {}

    record Post(
            RoomName room, PostId id, Body body, @Nullable String ref) implements Request {}

    record Typing(RoomName room, @Nullable String ref) implements Request {}

    /**
     * A page of older (or newer) messages.
     *
     * @param before the page ends below this seq; 0 if the newest are asked for or {@code after} counts
     * @param after the page begins above this seq; -1 if it does not count
     * @param limit 1 – 200
     */
    record History(
            RoomName room,
            long before,
            long after,
            int limit,
            @Nullable String ref) implements Request {}

    record Who(RoomName room, @Nullable String ref) implements Request {}

    record Ping(@Nullable String ref) implements Request {}

    /**
     * A frame that is JSON but not a request that can be carried out.
     *
     * @param message says which field breaks which rule
     * @param ref the request's ref, else the post's id, else its type, as far as they could be read
     */
    record Malformed(
            ErrorCode code, String message, @Nullable String ref) implements Request {}

    /** A frame that is not JSON text; three in a row close the connection. */
    record NotJson(String message) implements Request {
        @Override
        public @Nullable String ref() {
            return null;
        }
    }

    /** A frame of a kind that this protocol does not take; the connection is closed with the code. */
    record Refused(CloseCode code, String reason) implements Request {
        @Override
        public @Nullable String ref() {
            return null;
        }
    }
}

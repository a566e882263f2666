package confab.room;

import akka.actor.typed.ActorRef;
import confab.log.MessageLog;
import confab.model.CrossesNodes;
import confab.model.Message;
import confab.model.SessionId;
import confab.model.UserName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a room tells the relays. Any of it may be lost on the way: what matters is said again until it is heard, in an
 * answer to a post or a subscription sent again, or in a lease's renewal.
 */
public sealed interface RoomNews extends CrossesNodes {
    /**
     * The batch is in the log. Told by itself if some of its posts were there before, or to a relay that is not
     * subscribed; else with {@link Published}.
     *
     * @param batch the relay's number of it
     * @param places one for each of its posts, in order
     */
    record Placed(long batch, List<MessageLog.Place> places) implements RoomNews {
        public Placed {
            places = List.copyOf(places);
        }
    }

    /**
     * The relay is subscribed.
     *
     * @param attendance the version of the relay's attendance that counts now
     * @param lastSeq the room's newest number
     * @param leases with whom this subscription's lease is to be renewed
     * @param crowdSeq the last change told; the crowd may be newer. Null from a release that does not tell it
     * @param room the activation that answers; what it is told while it lives need not ask the way. Null from a release that
     *     does not tell it
     */
    record Subscribed(
            long attendance,
            long lastSeq,
            Crowd crowd,
            ActorRef<Leases.Command> leases,
            @Nullable CrowdSeq crowdSeq,
            @Nullable ActorRef<ChatRoom.Command> room)
            implements RoomNews {}

    /**
     * The room does not know the relay (it stops here, or the lease ran out): subscribe again, and send again by sharding
     * what is not answered.
     */
    record Unsubscribed() implements RoomNews {}

    /**
     * New messages, ascending and contiguous.
     *
     * @param placed the answer to the relay's batch that was new: it costs its node one message. Null if there is none, or
     *     from a release that sends it by itself
     */
    record Published(List<Message> messages, @Nullable Placed placed) implements RoomNews {
        public Published {
            messages = List.copyOf(messages);
        }
    }

    /**
     * Users came or went; both lists are cut at {@link Attendance#MAX_NAMES}.
     *
     * @param crowdSeq null from a release that does not tell it
     */
    record CrowdChanged(
            Crowd crowd,
            List<UserName> joined,
            List<UserName> left,
            @Nullable CrowdSeq crowdSeq) implements RoomNews {
        public CrowdChanged {
            joined = List.copyOf(joined);
            left = List.copyOf(left);
        }
    }

    /** A user types. */
    record Typing(UserName user, SessionId origin) implements RoomNews {}
}

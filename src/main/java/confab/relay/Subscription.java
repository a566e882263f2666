package confab.relay;

import akka.actor.typed.ActorRef;
import confab.room.ChatRoom;
import confab.room.Leases;
import confab.room.NodeId;
import confab.room.RoomNews;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a relay stands with its room, which is told who is there by way of this node until it answers: one report is under way
 * at a time, so that joins and leaves of many gather by themselves. Lives as long as the relay, and is touched by it alone.
 */
final class Subscription {
    private final NodeId node;
    private final ActorRef<RoomNews> relay;
    private final Consumer<ChatRoom.Command> sharding;
    private final LocalUsers users;
    private final CrowdView view;

    private boolean isHeld;

    /** The activation that has this relay as a subscriber; null if the way to it must be asked. */
    private @Nullable ActorRef<ChatRoom.Command> room;

    /** Null before the room's first answer. */
    private @Nullable ActorRef<Leases.Command> leases;

    /** @param sharding the way to the room wherever it is; what it takes may be lost */
    Subscription(
            NodeId node,
            ActorRef<RoomNews> relay,
            Consumer<ChatRoom.Command> sharding,
            LocalUsers users,
            CrowdView view) {
        this.node = node;
        this.relay = relay;
        this.sharding = sharding;
        this.users = users;
        this.view = view;
    }

    /** Whether what is known of the room here is what it said. */
    boolean isHeld() {
        return isHeld;
    }

    /** Tells the room who is here, if that is news and no report is under way. */
    void report() {
        if (users.isToBeTold()) {
            reportAgain();
        }
    }

    void reportAgain() {
        askTheWay(new ChatRoom.Subscribe(node, users.attendance(), view.epoch(), relay));
    }

    /** @param isWanted whether there is anybody for whom to subscribe */
    boolean isReportDue(boolean isWanted) {
        return !users.isConfirmed() && (isHeld || isWanted);
    }

    /** The room has answered a report; whether the lease is with another now than before. */
    boolean answered(RoomNews.Subscribed answer) {
        users.confirm(answer.attendance());
        isHeld = true;
        room = answer.room();
        boolean isMoved = !answer.leases().equals(leases);
        leases = answer.leases();
        return isMoved;
    }

    /** Whether the room's actor is told directly. */
    boolean isDirect() {
        return room != null;
    }

    /**
     * The room may not know this relay any more, or its actor may be gone. It is reported to at once, also while a report
     * waits for its answer: what is sent again after that finds the relay subscribed.
     *
     * @param isWanted if not, whoever joins next subscribes: a room that is handed over is not called back for nobody
     */
    void lost(boolean isWanted) {
        room = null;
        users.tellAgain();
        if (isWanted) {
            reportAgain();
        } else {
            isHeld = false;
        }
    }

    /**
     * Tells the activation that has this relay as a subscriber, which saves the way through two nodes' sharding. It may have
     * stopped: what must not be lost is to be told again, by way of sharding.
     */
    void tell(ChatRoom.Command command) {
        if (room == null) {
            askTheWay(command);
        } else {
            room.tell(command);
        }
    }

    /** Tells the room wherever it is now. */
    void askTheWay(ChatRoom.Command command) {
        sharding.accept(command);
    }

    void end() {
        askTheWay(new ChatRoom.Unsubscribe(node, relay));
    }
}

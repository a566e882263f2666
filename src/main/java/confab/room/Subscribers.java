package confab.room;

import akka.actor.typed.ActorRef;
import confab.log.MessageLog;
import confab.model.Message;
import confab.model.RoomName;
import confab.room.RoomNews.CrowdChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The relays that hear of one room, one per node, and who is there by way of each; {@link Leases} is told of them, and of
 * what they may have missed. Lives as long as the room, and is touched by it alone.
 */
final class Subscribers {
    private final RoomName name;
    private final ActorRef<ChatRoom.Command> room;
    private final ActorRef<Leases.Command> leases;
    private final Map<NodeId, Subscriber> nodes = new HashMap<>();
    private final Presence presence;
    private Crowd crowd = Crowd.EMPTY;

    /** How many were told. */
    private long changes;

    private record Subscriber(ActorRef<RoomNews> relay, long attendance) {}

    Subscribers(RoomName name, ActorRef<ChatRoom.Command> room, ActorRef<Leases.Command> leases, int maxNamedUsers) {
        this.name = name;
        this.room = room;
        this.leases = leases;
        this.presence = new Presence(maxNamedUsers);
    }

    void put(NodeId node, ActorRef<RoomNews> relay, Attendance attendance) {
        leases.tell(new Leases.Granted(name, node, room));
        Subscriber now = new Subscriber(relay, attendance.version());
        Subscriber before = nodes.get(node);
        if (before != null && before.relay().equals(relay) && before.attendance() > now.attendance()) {
            // It was sent earlier.
            return;
        }
        if (!now.equals(nodes.put(node, now))) {
            presence.put(node, attendance);
            crowd = presence.crowd();
        }
    }

    void remove(NodeId node) {
        leases.tell(new Leases.Released(name, node));
        nodes.remove(node);
        presence.remove(node);
        crowd = presence.crowd();
    }

    void doubt(NodeId node, boolean isDoubtful) {
        presence.doubt(node, isDoubtful);
        crowd = presence.crowd();
    }

    boolean has(NodeId node, ActorRef<RoomNews> relay) {
        Subscriber subscriber = nodes.get(node);
        return subscriber != null && subscriber.relay().equals(relay);
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    Set<NodeId> nodes() {
        return nodes.keySet();
    }

    Crowd crowd() {
        return crowd;
    }

    /** Tells all who came and went since the last call; whether there was something to tell. */
    boolean tellChange(long epoch) {
        CrowdChanged change = presence.change();
        if (change != null) {
            changes++;
            tell(new CrowdChanged(change.crowd(), change.joined(), change.left(), crowdSeq(epoch)));
        }
        return change != null;
    }

    void tell(RoomNews news) {
        nodes.values().forEach(subscriber -> subscriber.relay().tell(news));
    }

    /**
     * What was posted to all, and to each relay that posted it the answer: with the first part, so that a node gets one
     * message. Who asked again is answered by itself: a release that does not look for the answer there hears it then.
     */
    void publish(List<List<Message>> parts, List<Journal.Answer> answers) {
        List<Journal.Answer> alone = new ArrayList<>(answers);
        for (List<Message> part : parts) {
            RoomNews.Published published = new RoomNews.Published(part, null);
            for (Subscriber subscriber : nodes.values()) {
                RoomNews.Placed placed = take(alone, subscriber.relay());
                subscriber
                        .relay()
                        .tell(placed == null ? published : new RoomNews.Published(published.messages(), placed));
            }
        }
        alone.forEach(Journal.Answer::send);
    }

    private static RoomNews.@Nullable Placed take(List<Journal.Answer> answers, ActorRef<RoomNews> relay) {
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).relay().equals(relay) && answers.get(i).isAllNew()) {
                return answers.remove(i).news();
            }
        }
        return null;
    }

    void welcome(NodeId node, MessageLog.Head head) {
        Subscriber subscriber = nodes.get(node);
        if (subscriber != null) {
            subscriber
                    .relay()
                    .tell(new RoomNews.Subscribed(
                            subscriber.attendance(), head.lastSeq(), crowd, leases, crowdSeq(head.epoch()), room));
        }
    }

    /** Who missed the newest message, or the newest change, learns that there is one when its lease is renewed. */
    void advance(MessageLog.Head head) {
        leases.tell(new Leases.Advanced(new LeaseNews.RoomSeq(name, head.lastSeq(), crowdSeq(head.epoch()))));
    }

    /** The last change told. */
    private CrowdSeq crowdSeq(long epoch) {
        return new CrowdSeq(epoch, changes);
    }
}

package confab.relay;

import akka.actor.typed.ActorRef;
import confab.model.RoomName;
import confab.protocol.ErrorCode;
import confab.room.ChatRoom;
import confab.room.RoomNews;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a relay's posts get to their room and the answers back: a batch goes to the activation that the relay is subscribed
 * to, and again by way of sharding until it is answered or its posts are too old. The room knows a batch that it had. Lives
 * as long as the relay, and is touched by it alone.
 */
final class Shipping {
    private final RoomName name;
    private final RelayPlace place;
    private final ActorRef<RoomNews> relay;
    private final Subscription subscription;
    private final NextTurn<?> turn;
    private final Outbox outbox;

    /** @param turn after which {@link #ship} is called */
    Shipping(RoomName name, RelayPlace place, ActorRef<RoomNews> relay, Subscription subscription, NextTurn<?> turn) {
        this.name = name;
        this.place = place;
        this.relay = relay;
        this.subscription = subscription;
        this.turn = turn;
        this.outbox = new Outbox(
                place.posts(),
                place.settings().maxQueuedPosts(),
                place.settings().maxBatchPosts(),
                place.settings().maxBatchBytes());
    }

    boolean isEmpty() {
        return outbox.isEmpty();
    }

    /** It is answered sooner or later, at once if there is no room for it. */
    void take(RoomRelay.Post post) {
        long now = place.nanoTime().getAsLong();
        Outbox.Pending pending = new Outbox.Pending(post.draft(), post.ref(), post.replyTo(), now);
        if (outbox.offer(pending)) {
            shipNext();
        } else {
            pending.answerFailed(ErrorCode.OVERLOADED, "too many posts wait for this room");
        }
    }

    /** The turn has come, and with it what the work that waited brought. */
    void ship() {
        turn.came();
        Outbox.Shipment batch = outbox.ship();
        if (batch != null) {
            place.books().times().shipped(batch.posts().size());
            subscription.tell(command(batch));
        }
    }

    void answered(RoomNews.Placed placed) {
        List<Outbox.Pending> posts = outbox.answered(placed.batch(), placed.places());
        for (int i = 0; i < posts.size(); i++) {
            posts.get(i).answerPosted(name, placed.places().get(i));
        }
        if (!posts.isEmpty()) {
            place.books().times().acknowledged(posts.get(0).since(), posts.size());
        }
        shipNext();
    }

    /** What waits for too long is answered so, and makes room for others. */
    void expire(long now) {
        outbox.expire(now - place.settings().postTimeout().toNanos())
                .forEach(post -> post.answerFailed(ErrorCode.UNAVAILABLE, "the room did not answer in time"));
        shipNext();
    }

    /** Whether the batch under way should have been answered by now. */
    boolean isLate(long now) {
        return outbox.isLate(now - place.settings().retryInterval().toNanos());
    }

    /** The batch under way may be lost, with the activation that it was sent to. */
    void sendAgain() {
        sendAgain(outbox.underWay());
    }

    /** The same, but of each batch once: it did not wait for its time. */
    void hurry() {
        sendAgain(outbox.hurry());
    }

    /** Nothing is sent any more, and nobody answered. */
    void close() {
        outbox.close();
    }

    private void shipNext() {
        if (outbox.isReady()) {
            turn.await();
        }
    }

    private void sendAgain(Outbox.@Nullable Shipment batch) {
        if (batch != null) {
            subscription.askTheWay(command(batch));
        }
    }

    private ChatRoom.Post command(Outbox.Shipment batch) {
        return new ChatRoom.Post(place.node(), batch.number(), batch.drafts(), relay);
    }
}

package confab.room;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import confab.log.MessageLog;
import confab.model.CrossesNodes;
import confab.model.Draft;
import confab.model.Message;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import java.util.List;

/**
 * One room: numbers its posts through the log, answers their relays, and publishes each batch once per subscribed node.
 *
 * <p>Lives on one node of the cluster from the first command until nobody has been subscribed for a while, or until it
 * moves. Two of the same room may overlap when the cluster is cut; the log lets only the newer one write, and the older
 * one stops when it finds out.
 */
public final class ChatRoom extends AbstractBehavior<ChatRoom.Command> {
    public sealed interface Command {}

    /**
     * Posts of one node, to be kept in their order; answered with {@link RoomNews.Placed}. Sent again until answered.
     *
     * @param batch the relay's number of it; it has one batch under way at a time
     */
    public record Post(NodeId node, long batch, List<Draft> drafts, ActorRef<RoomNews> relay)
            implements Command, CrossesNodes {
        public Post {
            drafts = List.copyOf(drafts);
        }
    }

    /**
     * Publish to this relay; or, if it is subscribed, who is there now. Answered, and sent again until answered.
     *
     * @param epoch of the newest activation that the relay has heard, 0 if none
     */
    public record Subscribe(NodeId node, Attendance attendance, long epoch, ActorRef<RoomNews> relay)
            implements Command, CrossesNodes {}

    /** Publish to this relay no more. */
    public record Unsubscribe(NodeId node, ActorRef<RoomNews> relay) implements Command, CrossesNodes {}

    /** Tell the others that the user types; dropped in a large room. */
    public record Type(UserName user, SessionId origin) implements Command, CrossesNodes {}

    /** Part of the room's messages, for nodes that cannot read this node's log. */
    public record Read(long fromSeq, int limit, int maxBytes, ActorRef<Part> replyTo)
            implements Command, CrossesNodes {}

    /** The answer to {@link Read}; there is none if the log does not answer. */
    public record Part(List<Message> messages, long lastSeq) implements CrossesNodes {
        public Part {
            messages = List.copyOf(messages);
        }
    }

    /** Sent by sharding when the room is to stop here. */
    public record Stop() implements Command {}

    /** The node's lease ended. */
    record Expire(NodeId node) implements Command {}

    /** The node is unreachable, or reachable again. */
    record Doubt(NodeId node, boolean isDoubtful) implements Command {}

    /** The log failed a moment ago. */
    record ClaimAgain() implements Command {}

    /** Who is there, if that has changed. */
    record TellCrowd() implements Command {}

    /** The newest number, to those who renew their leases. */
    record TellSeq() implements Command {}

    /** Nobody has been there for a while. */
    record Passivate() implements Command {}

    private record Claimed(MessageLog.Head head) implements Command {}

    private record ClaimFailed(Throwable cause) implements Command {}

    private record Appended(Journal.Entry entry, MessageLog.Appended outcome) implements Command {}

    private record AppendFailed(Journal.Entry entry, Throwable cause) implements Command {}

    private final RoomName name;
    private final RoomPlace place;
    private final Subscribers subscribers;
    private final Journal journal;
    private final Timetable timetable;

    /** Whether who is there has changed since it was told. */
    private boolean isCrowdNews;

    /** Of the posts here, those that are counted as such. */
    private int counted;

    static Behavior<Command> create(RoomName name, RoomPlace place) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new ChatRoom(context, timers, name, place)));
    }

    private ChatRoom(ActorContext<Command> context, TimerScheduler<Command> timers, RoomName name, RoomPlace place) {
        super(context);
        this.name = name;
        this.place = place;
        this.subscribers = new Subscribers(
                name, context.getSelf(), place.leases(), place.settings().maxNamedUsers());
        this.journal = new Journal(place.settings().maxQueuedPosts(), place.maxBatchPosts());
        this.timetable = new Timetable(timers, place.settings());
        place.counts().opened();
        claim();
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Post.class, this::onPost)
                .onMessage(Subscribe.class, this::onSubscribe)
                .onMessage(Unsubscribe.class, this::onUnsubscribe)
                .onMessage(Type.class, this::onType)
                .onMessage(Read.class, this::onRead)
                .onMessage(Stop.class, this::onStop)
                .onMessage(Expire.class, this::onExpire)
                .onMessage(Doubt.class, this::onDoubt)
                .onMessage(Claimed.class, this::onClaimed)
                .onMessage(ClaimFailed.class, this::onClaimFailed)
                .onMessage(Appended.class, this::onAppended)
                .onMessage(AppendFailed.class, this::onAppendFailed)
                .onMessage(ClaimAgain.class, this::onClaimAgain)
                .onMessage(TellCrowd.class, this::onTellCrowd)
                .onMessage(TellSeq.class, this::onTellSeq)
                .onMessage(Passivate.class, this::onPassivate)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private Behavior<Command> onPost(Post batch) {
        journal.offer(batch);
        count(journal.size());
        if (!subscribers.has(batch.node(), batch.relay())) {
            batch.relay().tell(new RoomNews.Unsubscribed());
        }
        append();
        return this;
    }

    private Behavior<Command> onSubscribe(Subscribe subscription) {
        if (journal.isOlderThan(subscription.epoch())) {
            return stopAsStale();
        }
        NodeId node = subscription.node();
        subscribers.put(node, subscription.relay(), subscription.attendance());
        timetable.stay();
        tellCrowdSoon();
        welcome(node);
        return this;
    }

    private Behavior<Command> onUnsubscribe(Unsubscribe subscription) {
        if (subscribers.has(subscription.node(), subscription.relay())) {
            drop(subscription.node());
        }
        return this;
    }

    private Behavior<Command> onType(Type typing) {
        if (subscribers.crowd().members() <= place.settings().maxTypingMembers()) {
            subscribers.tell(new RoomNews.Typing(typing.user(), typing.origin()));
        }
        return this;
    }

    private Behavior<Command> onRead(Read read) {
        place.log()
                .read(name, read.fromSeq(), read.limit(), read.maxBytes())
                .thenAccept(range -> read.replyTo().tell(new Part(range.messages(), range.lastSeq())))
                .exceptionally(failure -> null);
        return this;
    }

    private Behavior<Command> onStop(Stop stop) {
        subscribers.tell(new RoomNews.Unsubscribed());
        return Behaviors.stopped();
    }

    private Behavior<Command> onExpire(Expire expired) {
        drop(expired.node());
        return this;
    }

    private Behavior<Command> onDoubt(Doubt doubt) {
        subscribers.doubt(doubt.node(), doubt.isDoubtful());
        tellCrowdSoon();
        return this;
    }

    private Behavior<Command> onClaimed(Claimed claimed) {
        journal.open(claimed.head());
        getContext().getLog().atDebug().addKeyValue("room", name).log("room opened");
        tellCrowdSoon();
        subscribers.nodes().forEach(this::welcome);
        append();
        return this;
    }

    private Behavior<Command> onClaimFailed(ClaimFailed failed) {
        getContext()
                .getLog()
                .atDebug()
                .addKeyValue("room", name)
                .addKeyValue("cause", failed.cause())
                .log("room not opened");
        timetable.claimAgain();
        return this;
    }

    private Behavior<Command> onAppended(Appended appended) {
        if (!(appended.outcome() instanceof MessageLog.Kept kept)) {
            return stopAsStale();
        }
        Journal.Written written = journal.written(appended.entry(), kept.places());
        count(journal.size());
        place.counts().wrote(kept.places().size(), written.messages().size());
        subscribers.publish(Parts.of(written.messages()), written.answers());
        timetable.tellSeqSoon();
        append();
        return this;
    }

    private Behavior<Command> onAppendFailed(AppendFailed failed) {
        getContext()
                .getLog()
                .atDebug()
                .addKeyValue("room", name)
                .addKeyValue("cause", failed.cause())
                .log("batch not written");
        journal.failed(failed.entry());
        timetable.claimAgain();
        return this;
    }

    private Behavior<Command> onClaimAgain(ClaimAgain again) {
        claim();
        return this;
    }

    private Behavior<Command> onTellCrowd(TellCrowd tell) {
        // Without an epoch nobody could say whether this or another owner's word is the later one.
        if (!isCrowdNews || journal.epoch() == 0) {
            return this;
        }
        isCrowdNews = false;
        if (subscribers.tellChange(journal.epoch())) {
            timetable.tellSeqSoon();
        }
        timetable.crowdTold(subscribers.crowd().members());
        return this;
    }

    private Behavior<Command> onTellSeq(TellSeq tell) {
        MessageLog.Head head = journal.head();
        if (head != null) {
            subscribers.advance(head);
        }
        return this;
    }

    private Behavior<Command> onPassivate(Passivate passivate) {
        if (subscribers.isEmpty() && journal.isEmpty()) {
            place.passivate(getContext().getSelf());
        }
        passivateWhenIdle();
        return this;
    }

    private Behavior<Command> onPostStop(PostStop stopped) {
        count(0);
        place.counts().stopped();
        return this;
    }

    private void count(int posts) {
        place.counts().queued(posts - counted);
        counted = posts;
    }

    private void claim() {
        getContext()
                .pipeToSelf(
                        place.log().claim(name),
                        (claimed, failure) -> failure == null ? new Claimed(claimed) : new ClaimFailed(failure));
    }

    private void append() {
        Journal.Entry entry = journal.next(place.clock().millis());
        if (entry != null) {
            getContext()
                    .pipeToSelf(
                            place.log().append(name, entry.head(), entry.drafts(), entry.atMillis()),
                            (outcome, failure) ->
                                    failure == null ? new Appended(entry, outcome) : new AppendFailed(entry, failure));
        }
    }

    /** Nobody would hear of it otherwise if the newer activation is gone by now and no post comes: the next one claims anew. */
    private Behavior<Command> stopAsStale() {
        getContext().getLog().atInfo().addKeyValue("room", name).log("room stops, it is open elsewhere");
        return onStop(new Stop());
    }

    /** Who comes before the log has let this activation write is welcomed then. */
    private void welcome(NodeId node) {
        MessageLog.Head head = journal.head();
        if (head != null) {
            subscribers.welcome(node, head);
        }
    }

    private void drop(NodeId node) {
        subscribers.remove(node);
        tellCrowdSoon();
        passivateWhenIdle();
    }

    private void tellCrowdSoon() {
        isCrowdNews = true;
        timetable.tellCrowdSoon();
    }

    private void passivateWhenIdle() {
        if (subscribers.isEmpty()) {
            timetable.passivateLater();
        }
    }
}

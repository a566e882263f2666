package confab.relay;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import confab.model.Draft;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.Event;
import confab.protocol.Request;
import confab.room.ChatRoom;
import confab.room.LeaseNews;
import confab.room.RoomNews;
import org.jspecify.annotations.Nullable;

/**
 * One room on one node that has members there: carries their posts to the room, and what the room publishes to them.
 * Started and stopped by the {@link Hub}; lives from the first join until nobody has been there for a while.
 */
public final class RoomRelay extends AbstractBehavior<RoomRelay.Command> {
    public sealed interface Command {}

    /**
     * A connection becomes a member; answered with {@link RelayNews.Joining} at once. What the client hears of it, it hears
     * before its first message.
     *
     * @param log the log's id that the client remembers, if any
     */
    public record Join(
            Reader reader,
            UserName user,
            Request.Start from,
            @Nullable String log,
            @Nullable String ref,
            ActorRef<RelayNews> replyTo)
            implements Command {
        /** Newest seq that the client has seen, 0 if it does not say. */
        long after() {
            return from instanceof Request.Start.After seen ? seen.seq() : 0;
        }
    }

    /**
     * The connection is no member any more.
     *
     * @param left what it hears last of the room, if anything
     */
    public record Leave(Reader reader, UserName user, Event.@Nullable Left left) implements Command {}

    /** Keep and publish; answered with one {@link RelayNews.Answer}. */
    public record Post(Draft draft, @Nullable String ref, ActorRef<RelayNews> replyTo) implements Command {}

    public record Typing(UserName user, SessionId origin) implements Command {}

    /** Answered with one {@link RelayNews.HistoryRead}. */
    public record ReadHistory(Request.History request, ActorRef<RelayNews> replyTo) implements Command {}

    /** Answered with one {@link RelayNews.Answer}. */
    public record Who(@Nullable String ref, ActorRef<RelayNews> replyTo) implements Command {}

    /** Answered with the room's size. */
    record Measure(ActorRef<Survey.Command> replyTo) implements Command {}

    /** The room may not know this relay any more. */
    record Resubscribe() implements Command {}

    /** The room has got so far. */
    record Advance(LeaseNews.RoomSeq to) implements Command {}

    /** From the hub only, which knows that no join is on its way. */
    record Stop() implements Command {}

    private record Heard(RoomNews news) implements Command {}

    /** The log has a message that the client of the join has seen, or 0. */
    record LogRead(Join join, long lastSeq) implements Command {}

    /** What waited when the post came, or the last batch was answered, has brought its posts too. */
    private record Ship() implements Command {}

    private record Retry() implements Command {}

    private record Idle() implements Command {}

    private final RoomName name;
    private final RelayPlace place;
    private final ActorRef<Hub.Command> hub;
    private final TimerScheduler<Command> timers;
    private final ActorRef<RoomNews> self;
    private final Recent recent;
    private final Fanout fanout;
    private final CrowdView view = new CrowdView();
    private final Admission admission;
    private final EarlyQuestions questions;
    private final Subscription subscription;
    private final Shipping shipping;

    /** Told to the hub, which counts them too. */
    private long joinsSeen;

    static Behavior<Command> create(RoomName name, RelayPlace place, ActorRef<Hub.Command> hub) {
        return Behaviors.setup(
                context -> Behaviors.withTimers(timers -> new RoomRelay(context, timers, name, place, hub)));
    }

    private RoomRelay(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            RoomName name,
            RelayPlace place,
            ActorRef<Hub.Command> hub) {
        super(context);
        this.name = name;
        this.place = place;
        this.hub = hub;
        this.timers = timers;
        this.self = context.messageAdapter(RoomNews.class, Heard::new);
        this.recent = new Recent(place.settings().recentMessages(), place.recentBudget());
        this.fanout = new Fanout(name, recent, place.pages(), place.logId(), place.books());
        LocalUsers users = new LocalUsers();
        this.admission = new Admission(name, place, context.getSelf(), recent, fanout, users, view);
        this.questions = new EarlyQuestions(name, place, recent, admission::crowd);
        this.subscription =
                new Subscription(place.node(), self, command -> place.rooms().tell(name, command), users, view);
        NextTurn<Command> turn = new NextTurn<>(context.getSelf(), context.getExecutionContext(), new Ship());
        this.shipping = new Shipping(name, place, self, subscription, turn);
        place.books().relays(1);
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Heard.class, this::onHeard)
                .onMessage(Post.class, this::onPost)
                .onMessage(Join.class, this::onJoin)
                .onMessage(Leave.class, this::onLeave)
                .onMessage(Typing.class, this::onTyping)
                .onMessage(ReadHistory.class, this::onReadHistory)
                .onMessage(Who.class, this::onWho)
                .onMessage(Measure.class, this::onMeasure)
                .onMessage(Resubscribe.class, this::onResubscribe)
                .onMessage(Advance.class, this::onAdvance)
                .onMessage(Stop.class, this::onStop)
                .onMessage(LogRead.class, this::onLogRead)
                .onMessage(Ship.class, this::onShip)
                .onMessage(Retry.class, this::onRetry)
                .onMessage(Idle.class, this::onIdle)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    private Behavior<Command> onJoin(Join join) {
        joinsSeen++;
        join.replyTo().tell(new RelayNews.Joining(name, getContext().getSelf()));
        timers.cancel(Idle.class);
        admission.join(join, subscription.isHeld());
        report();
        return this;
    }

    private Behavior<Command> onLeave(Leave leave) {
        if (admission.leave(leave)) {
            report();
            stopWhenIdle();
        }
        return this;
    }

    private Behavior<Command> onPost(Post post) {
        shipping.take(post);
        return this;
    }

    private Behavior<Command> onTyping(Typing typing) {
        if (view.crowd().members() <= place.maxTypingMembers()) {
            subscription.tell(new ChatRoom.Type(typing.user(), typing.origin()));
        }
        return this;
    }

    private Behavior<Command> onReadHistory(ReadHistory read) {
        questions.history(read);
        return this;
    }

    private Behavior<Command> onWho(Who who) {
        questions.who(who);
        return this;
    }

    private Behavior<Command> onMeasure(Measure measure) {
        int members = admission.crowd().members();
        measure.replyTo().tell(new Survey.Measured(new RoomSize(name, fanout.size(), members)));
        return this;
    }

    private Behavior<Command> onResubscribe(Resubscribe again) {
        subscription.lost(!isIdle());
        shipping.hurry();
        retryLater();
        return this;
    }

    private Behavior<Command> onAdvance(Advance advance) {
        advance(advance.to().lastSeq());
        if (view.misses(advance.to().crowdSeq())) {
            // The answer brings the crowd.
            subscription.reportAgain();
            retryLater();
        }
        return this;
    }

    private Behavior<Command> onStop(Stop stop) {
        subscription.end();
        return Behaviors.stopped();
    }

    private Behavior<Command> onHeard(Heard heard) {
        RoomNews news = heard.news();
        if (news instanceof RoomNews.Published published) {
            if (published.placed() != null) {
                answer(published.placed());
            }
            recent.append(new Batch(name, published.messages(), place.nanoTime().getAsLong()));
            fanout.wake();
        } else if (news instanceof RoomNews.Placed placed) {
            answer(placed);
        } else if (news instanceof RoomNews.CrowdChanged change) {
            fanout.tell(view.changed(change));
        } else if (news instanceof RoomNews.Typing typing) {
            fanout.tellTyping(new Event.Typing(name, typing.user()), typing.origin());
        } else if (news instanceof RoomNews.Subscribed subscribed) {
            subscribed(subscribed);
        } else if (news instanceof RoomNews.Unsubscribed) {
            return onResubscribe(new Resubscribe());
        }
        return this;
    }

    private Behavior<Command> onLogRead(LogRead read) {
        advance(read.lastSeq());
        admission.lookedUp(read.join());
        return this;
    }

    private Behavior<Command> onShip(Ship ship) {
        shipping.ship();
        retryLater();
        return this;
    }

    private Behavior<Command> onRetry(Retry retry) {
        long now = place.nanoTime().getAsLong();
        shipping.expire(now);
        admission.expire(now);
        questions.expire(now);
        stopWhenIdle();
        if (subscription.isDirect() && shipping.isLate(now)) {
            subscription.lost(!isIdle());
        } else if (isReportDue()) {
            subscription.reportAgain();
        }
        shipping.sendAgain();
        retryLater();
        return this;
    }

    private Behavior<Command> onIdle(Idle idle) {
        if (isIdle()) {
            hub.tell(new Hub.RelayIdle(name, joinsSeen));
        }
        stopWhenIdle();
        return this;
    }

    /** If it failed, it had members and posts. */
    private Behavior<Command> onPostStop(PostStop stopped) {
        fanout.abandon();
        recent.clear();
        shipping.close();
        place.books().relays(-1);
        return this;
    }

    private void advance(long seq) {
        recent.advance(seq);
        fanout.wake();
    }

    private void answer(RoomNews.Placed placed) {
        shipping.answered(placed);
        stopWhenIdle();
    }

    private void subscribed(RoomNews.Subscribed subscribed) {
        if (view.isOfFormerOwner(subscribed.crowdSeq())) {
            return;
        }
        if (subscription.answered(subscribed)) {
            hub.tell(new Hub.RelaySubscribed(name, subscribed.leases()));
        }
        fanout.tell(view.subscribed(subscribed));
        if (subscribed.lastSeq() < recent.end() && !place.isLogShared()) {
            place.pages().forget(name);
            recent.restart(subscribed.lastSeq());
            fanout.restart();
        }
        advance(subscribed.lastSeq());
        admission.answered(subscribed.attendance());
        questions.answerAll();
        report();
        stopWhenIdle();
    }

    /** The one under way may have been given up meanwhile, as nobody was here when its time to be sent again came. */
    private void report() {
        subscription.report();
        retryLater();
    }

    private boolean isReportDue() {
        return subscription.isReportDue(!isIdle());
    }

    private void retryLater() {
        boolean isWaiting = !shipping.isEmpty() || isReportDue() || !admission.isEmpty();
        if (isWaiting && !timers.isTimerActive(Retry.class)) {
            timers.startSingleTimer(Retry.class, new Retry(), place.settings().retryInterval());
        }
    }

    private void stopWhenIdle() {
        if (isIdle()) {
            timers.startSingleTimer(Idle.class, new Idle(), place.settings().idleAfter());
        }
    }

    private boolean isIdle() {
        return fanout.isEmpty() && admission.isEmpty() && questions.isEmpty() && shipping.isEmpty();
    }
}

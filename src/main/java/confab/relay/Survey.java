package confab.relay;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;

/** Asks the relays of a node how large their rooms are, and keeps the largest; lives until all have answered, or its time is up. */
final class Survey extends AbstractBehavior<Survey.Command> {
    sealed interface Command {}

    /** A relay's one answer. */
    record Measured(RoomSize size) implements Command {}

    private record TimeUp() implements Command {}

    /** A relay that stops meanwhile does not answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final int count;
    private final ActorRef<List<RoomSize>> replyTo;
    /** No more than were asked for: of one more, the smallest goes. */
    private final PriorityQueue<RoomSize> largest = new PriorityQueue<>(RoomSize.BY_SIZE);

    private int unanswered;

    /** @param count how many to answer with at the most, the largest first */
    static Behavior<Command> create(
            Collection<ActorRef<RoomRelay.Command>> relays, int count, ActorRef<List<RoomSize>> replyTo) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startSingleTimer(new TimeUp(), PATIENCE);
            Survey survey = new Survey(context, relays.size(), count, replyTo);
            relays.forEach(relay -> relay.tell(new RoomRelay.Measure(context.getSelf())));
            return survey.unanswered == 0 ? survey.answer() : survey;
        }));
    }

    private Survey(ActorContext<Command> context, int relays, int count, ActorRef<List<RoomSize>> replyTo) {
        super(context);
        this.count = count;
        this.replyTo = replyTo;
        this.unanswered = relays;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Measured.class, this::onMeasured)
                .onMessage(TimeUp.class, this::onTimeUp)
                .build();
    }

    private Behavior<Command> onMeasured(Measured measured) {
        largest.add(measured.size());
        if (largest.size() > count) {
            largest.remove();
        }
        return --unanswered == 0 ? answer() : this;
    }

    private Behavior<Command> onTimeUp(TimeUp up) {
        return answer();
    }

    private Behavior<Command> answer() {
        replyTo.tell(largest.stream().sorted(RoomSize.BY_SIZE.reversed()).toList());
        return Behaviors.stopped();
    }
}

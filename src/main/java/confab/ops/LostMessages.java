package confab.ops;

import akka.actor.DeadLetter;
import akka.actor.Dropped;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counts the messages that Akka could not deliver; lives as long as the node. */
public final class LostMessages extends AbstractBehavior<LostMessages.Command> {
    public sealed interface Command {}

    private record Dead(DeadLetter letter) implements Command {}

    private record Drop(Dropped dropped) implements Command {}

    /** What Artery's queues say of themselves when one is full. */
    private static final String OVERFLOW = "overflow of";

    private final LongAdder dead = new LongAdder();
    private final LongAdder artery = new LongAdder();
    private final LongAdder other = new LongAdder();

    /** Shows what it counts. */
    public static Behavior<Command> create(Metrics metrics) {
        // Its counts go on: those of one that began anew would not be shown.
        return Behaviors.supervise(Behaviors.<Command>setup(context -> new LostMessages(context, metrics)))
                .onFailure(SupervisorStrategy.resume());
    }

    private LostMessages(ActorContext<Command> context, Metrics metrics) {
        super(context);
        metrics.counter(Metric.AKKA_DEAD_LETTERS, dead::sum);
        metrics.counter(Metric.AKKA_DROPPED, artery::sum, "artery");
        metrics.counter(Metric.AKKA_DROPPED, other::sum, "other");
        var events = context.getSystem().eventStream();
        events.tell(new EventStream.Subscribe<>(DeadLetter.class, context.messageAdapter(DeadLetter.class, Dead::new)));
        events.tell(new EventStream.Subscribe<>(Dropped.class, context.messageAdapter(Dropped.class, Drop::new)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Dead.class, this::onDead)
                .onMessage(Drop.class, this::onDrop)
                .build();
    }

    private Behavior<Command> onDead(Dead dead) {
        this.dead.increment();
        return this;
    }

    private Behavior<Command> onDrop(Drop drop) {
        boolean isArterys = drop.dropped().reason().toLowerCase(Locale.ROOT).contains(OVERFLOW);
        (isArterys ? artery : other).increment();
        return this;
    }
}

package confab.ops.page;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import confab.model.CrossesNodes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers the last hour of its node in samples, and tells them to whichever node shows the page. One per node, as long as it
 * runs, at the same path on each.
 */
public final class NodeHistory extends AbstractBehavior<NodeHistory.Command> {
    public sealed interface Command {}

    /**
     * Wants what a node knows of itself.
     *
     * @param afterSlot only samples of later slots
     */
    record Recall(long afterSlot, ActorRef<Recalled> replyTo) implements Command, CrossesNodes {}

    private enum Look implements Command {
        NOW
    }

    /**
     * What a node knows of itself. Names and values stand in one order; a node of another release may have others.
     *
     * @param now NaN where it is not known
     */
    record Recalled(List<String> series, List<Double> now, List<Sample> samples) implements CrossesNodes {
        Recalled {
            series = List.copyOf(series);
            now = List.copyOf(now);
            samples = List.copyOf(samples);
        }
    }

    /** @param slot when: intervals since 1970, the same for all nodes whose clocks agree */
    record Sample(long slot, List<Double> values) {
        Sample {
            values = List.copyOf(values);
        }

        static Sample of(long slot, double[] values) {
            return new Sample(slot, boxed(values));
        }
    }

    /** Between two samples. */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    /** What the first sample is of, at least: in less time any number would look like many a second. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** An hour of them: 45 KB here, and half of what may go between nodes in one message. */
    static final int KEPT = 360;

    private final Sampler sampler;
    private final InstantSource clock;
    private final TimerScheduler<Command> timers;
    private final SampleRing ring = new SampleRing(KEPT);

    static Behavior<Command> create(Sampler sampler, InstantSource clock) {
        // A metric that cannot be read now costs one sample, not the hour.
        return Behaviors.supervise(Behaviors.<Command>setup(
                        context -> Behaviors.withTimers(timers -> new NodeHistory(context, timers, sampler, clock))))
                .onFailure(SupervisorStrategy.resume());
    }

    private NodeHistory(
            ActorContext<Command> context, TimerScheduler<Command> timers, Sampler sampler, InstantSource clock) {
        super(context);
        this.sampler = sampler;
        this.clock = clock;
        this.timers = timers;
        awaitNextSlot(Math.floorDiv(clock.millis() + SHORTEST.toMillis(), INTERVAL.toMillis()));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Recall.class, this::onRecall)
                .onMessage(Look.class, this::onLook)
                .build();
    }

    private Behavior<Command> onRecall(Recall recall) {
        recall.replyTo().tell(new Recalled(Series.names(), boxed(sampler.now()), ring.after(recall.afterSlot())));
        return this;
    }

    private Behavior<Command> onLook(Look now) {
        long slot = slot();
        awaitNextSlot(slot); // first: a look that fails is not the last
        ring.add(slot, sampler.sample());
        return this;
    }

    /** The nearest, as a timer may be a little early. */
    private long slot() {
        return Math.round((double) clock.millis() / INTERVAL.toMillis());
    }

    /** By the clock each time: a repeated timer would drift from it, and two looks come into one slot. */
    private void awaitNextSlot(long slot) {
        long nextMillis = (slot + 1) * INTERVAL.toMillis();
        timers.startSingleTimer(Look.NOW, Duration.ofMillis(nextMillis - clock.millis()));
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}

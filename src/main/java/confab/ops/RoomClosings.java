package confab.ops;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import confab.model.InvalidValue;
import confab.model.RoomName;
import confab.serialization.Counterparts;
import java.util.List;
import java.util.function.Consumer;

/**
 * Has all nodes close a room, by one message to each, its name: at most once, as the operator sees what came of it. One per
 * node, as long as it runs, at the same path on each.
 */
public final class RoomClosings extends AbstractBehavior<RoomClosings.Command> {
    public sealed interface Command {}

    /** On all nodes; answered with how many were told. */
    public record Close(RoomName room, ActorRef<Integer> replyTo) implements Command {}

    private record Told(String room) implements Command {}

    private final Consumer<RoomName> closeHere;
    private final Counterparts<String> others;

    /** @param closeHere puts all members out who are here by way of this node */
    public static Behavior<Command> create(Consumer<RoomName> closeHere) {
        // What one order breaks does not concern the next.
        return Behaviors.supervise(Behaviors.<Command>setup(context -> new RoomClosings(context, closeHere)))
                .onFailure(SupervisorStrategy.resume());
    }

    private RoomClosings(ActorContext<Command> context, Consumer<RoomName> closeHere) {
        super(context);
        this.closeHere = closeHere;
        this.others = new Counterparts<>(context.getSystem(), context.spawn(orders(context.getSelf()), "orders"));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Close.class, this::onClose)
                .onMessage(Told.class, this::onTold)
                .build();
    }

    /** Cannot fail, so nobody watches it. */
    private static Behavior<String> orders(ActorRef<Command> self) {
        return Behaviors.receiveMessage(room -> {
            self.tell(new Told(room));
            return Behaviors.same();
        });
    }

    private Behavior<Command> onClose(Close order) {
        int told = others.tell(List.of(order.room().value()));
        getContext().getSelf().tell(new Told(order.room().value()));
        order.replyTo().tell(1 + told);
        return this;
    }

    /** From another node, whose names may be others than this one's. */
    private Behavior<Command> onTold(Told told) {
        try {
            RoomName room = new RoomName(told.room());
            getContext().getLog().info("closing a room room={}", room);
            closeHere.accept(room);
        } catch (InvalidValue invalid) {
            getContext().getLog().warn("told to close a room that cannot be: {}", invalid.getMessage());
        }
        return this;
    }
}

package confab;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.AskPattern;
import akka.japi.function.Function;
import confab.config.Settings;
import confab.edge.ChatServer;
import confab.ops.Balance;
import confab.ops.Drain;
import confab.ops.LargeRoom;
import confab.ops.Logging;
import confab.ops.NodeAddress;
import confab.ops.NodeBean;
import confab.ops.Readiness;
import confab.ops.RoomClosings;
import confab.relay.Hub;
import confab.relay.RoomSize;
import confab.session.Sessions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What operators can ask of a running node, tied to the parts that do it. From any thread. */
final class Operations {
    /** More than the survey of the largest rooms takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ActorSystem<?> system;
    private final Settings.Drain settings;
    private final ChatServer server;
    private final SocketIo socketIo;
    private final ActorRef<Sessions.Command> sessions;
    private final ActorRef<Hub.Command> hub;
    private final ActorRef<RoomClosings.Command> closings;

    /** Nobody where the node is not to shed by itself. */
    private final Optional<ActorRef<Balance.Command>> balance;

    /** @param context of the actor whose children do some of it */
    Operations(
            ActorContext<?> context,
            Settings.Drain settings,
            ChatServer server,
            SocketIo socketIo,
            ActorRef<Sessions.Command> sessions,
            ActorRef<Hub.Command> hub,
            ActorRef<RoomClosings.Command> closings) {
        this.system = context.getSystem();
        this.settings = settings;
        this.server = server;
        this.socketIo = socketIo;
        this.sessions = sessions;
        this.hub = hub;
        this.closings = closings;
        this.balance = settings.shedAbovePercent() > 0 ? Optional.of(balance(context)) : Optional.empty();
    }

    private ActorRef<Balance.Command> balance(ActorContext<?> context) {
        return context.spawn(
                Balance.create(settings, server::connections, count -> {
                    var unused = shedding(count);
                }),
                "balance");
    }

    /**
     * Shows the node by JMX.
     *
     * @return takes it away again
     */
    Runnable show() {
        return NodeBean.register(
                ManagementFactory.getPlatformMBeanServer(),
                new NodeBean.Parts(
                        NodeAddress.of(system.address()),
                        Readiness.get(system)::isOpen,
                        server::connections,
                        () -> Drain.begin(system),
                        count -> answer(shedding(count)),
                        room -> answer(ask(closings, replyTo -> new RoomClosings.Close(room, replyTo))),
                        this::largestRooms,
                        () -> Logging.openAkka(system)));
    }

    /** The other nodes are not to shed what this one is about to send them. */
    void tellLeave() {
        balance.ifPresent(told -> told.tell(new Balance.Leave()));
    }

    /** Completes when no client is left, or all that is to be waited has been. */
    CompletionStage<Done> sendClientsAway(boolean isCutOff) {
        return AskPattern.<Sessions.Command, Done>ask(
                        sessions,
                        drained -> new Sessions.Drain(isCutOff, guests(), drained),
                        settings.clientsPatience(),
                        system.scheduler())
                .exceptionally(late -> Done.getInstance());
    }

    private CompletionStage<Integer> shedding(int count) {
        return ask(sessions, replyTo -> new Sessions.Shed(count, guests(), replyTo));
    }

    private List<LargeRoom> largestRooms(int count) {
        List<RoomSize> largest = answer(ask(hub, replyTo -> new Hub.Largest(count, replyTo)));
        return largest.stream()
                .map(size -> new LargeRoom(size.room().value(), size.connections(), size.members()))
                .toList();
    }

    private List<Sessions.Guest> guests() {
        List<Sessions.Guest> guests = new ArrayList<>(socketIo.guests());
        guests.addAll(server.guests());
        return guests;
    }

    private <Q, A> CompletionStage<A> ask(ActorRef<Q> whom, Function<ActorRef<A>, Q> question) {
        return AskPattern.ask(whom, question, PATIENCE, system.scheduler());
    }

    private static <A> A answer(CompletionStage<A> asked) {
        try {
            return asked.toCompletableFuture().join();
        } catch (CompletionException late) {
            throw new IllegalStateException("the node did not answer: " + late.getMessage());
        }
    }
}

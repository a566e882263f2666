package confab.relay;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import confab.model.CrossesNodes;
import confab.room.ChatRoom;
import confab.room.LeaseNews;
import confab.room.Leases;
import confab.room.RoomNews;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What lies between simulated nodes of one process: drops, delays, repeats and so reorders what it carries, each link by
 * its own seeded dice.
 *
 * <p>A reference that travels in a message arrives as one to an actor here, which carries what it is told back over the
 * network; the same one each time, as references to remote actors are equal.
 */
final class FaultyNetwork implements AutoCloseable {
    private static final double DROPPED = 0.15;
    private static final double REPEATED = 0.1;
    private static final double DELAYED = 0.3;
    private static final double LONG_DELAYED = 0.03;
    private static final int DELAY_MILLIS = 40;
    private static final int LONG_DELAY_MILLIS = 400;

    private final ActorSystem<?> system;
    private final long seed;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Map<Link, Random> dice = new ConcurrentHashMap<>();
    private final Map<Seat, ActorRef<?>> far = new ConcurrentHashMap<>();

    /** Guarded by itself. */
    private final Set<Link> cut = new HashSet<>();

    private volatile boolean isFaulty = true;

    final AtomicInteger carried = new AtomicInteger();
    final AtomicInteger dropped = new AtomicInteger();
    final AtomicInteger repeated = new AtomicInteger();
    final AtomicInteger delayed = new AtomicInteger();

    /** One direction between two nodes. */
    private record Link(int from, int to) {}

    /** An actor as seen from another node. */
    private record Seat(ActorRef<?> actor, int seenFrom) {}

    FaultyNetwork(ActorSystem<?> system, long seed) {
        this.system = system;
        this.seed = seed;
    }

    /** Nothing arrives between the two, or all but what the dice say does again. */
    void cut(int one, int other, boolean isCut) {
        synchronized (cut) {
            for (Link link : Set.of(new Link(one, other), new Link(other, one))) {
                var unused = isCut ? cut.add(link) : cut.remove(link);
            }
        }
    }

    /** From now on all arrives, at once and in order. */
    void repair() {
        synchronized (cut) {
            cut.clear();
        }
        isFaulty = false;
    }

    @Override
    public void close() {
        later.shutdownNow();
    }

    /** Carries the message over the link, however often that is. */
    <T extends CrossesNodes> void carry(int from, int to, T message, Consumer<T> deliver) {
        carried.incrementAndGet();
        Link link = new Link(from, to);
        T arriving = arriving(message, from, to);
        for (int copies = copies(link); copies > 0; copies--) {
            int delayMillis = delayMillis(link);
            if (delayMillis == 0) {
                deliver.accept(arriving);
            } else {
                delayed.incrementAndGet();
                var unused = later.schedule(() -> deliver.accept(arriving), delayMillis, TimeUnit.MILLISECONDS);
            }
        }
    }

    private int copies(Link link) {
        synchronized (cut) {
            if (cut.contains(link)) {
                return 0;
            }
        }
        if (!isFaulty) {
            return 1;
        }
        double die = roll(link);
        if (die < DROPPED) {
            dropped.incrementAndGet();
            return 0;
        }
        if (die < DROPPED + REPEATED) {
            repeated.incrementAndGet();
            return 2;
        }
        return 1;
    }

    private int delayMillis(Link link) {
        if (!isFaulty) {
            return 0;
        }
        double die = roll(link);
        if (die >= DELAYED) {
            return 0;
        }
        return 1 + (int) (roll(link) * (die < LONG_DELAYED ? LONG_DELAY_MILLIS : DELAY_MILLIS));
    }

    private double roll(Link link) {
        return dice.computeIfAbsent(link, own -> new Random(seed * 31 + own.from() * 7L + own.to()))
                .nextDouble();
    }

    /** The message as the other node reads it: its references lead back over the network. */
    @SuppressWarnings("unchecked")
    private <T extends CrossesNodes> T arriving(T message, int from, int to) {
        CrossesNodes read = message;
        if (message instanceof ChatRoom.Post post) {
            read = new ChatRoom.Post(post.node(), post.batch(), post.drafts(), far(post.relay(), from, to));
        } else if (message instanceof ChatRoom.Subscribe sub) {
            read = new ChatRoom.Subscribe(sub.node(), sub.attendance(), sub.epoch(), far(sub.relay(), from, to));
        } else if (message instanceof ChatRoom.Unsubscribe unsub) {
            read = new ChatRoom.Unsubscribe(unsub.node(), far(unsub.relay(), from, to));
        } else if (message instanceof RoomNews.Subscribed told) {
            ActorRef<Leases.Command> leases = far(told.leases(), from, to);
            ActorRef<ChatRoom.Command> room = far(Objects.requireNonNull(told.room()), from, to);
            read = new RoomNews.Subscribed(
                    told.attendance(), told.lastSeq(), told.crowd(), leases, told.crowdSeq(), room);
        } else if (message instanceof Leases.Renew renew) {
            read = new Leases.Renew(
                    renew.node(), renew.round(), renew.acked(), renew.digests(), far(renew.replyTo(), from, to));
        } else if (message instanceof Leases.Rooms rooms) {
            read = new Leases.Rooms(rooms.node(), rooms.bucket(), rooms.rooms(), far(rooms.replyTo(), from, to));
        } else if (message instanceof LeaseNews.Renewed renewed) {
            read = new LeaseNews.Renewed(
                    far(renewed.by(), from, to), renewed.round(), renewed.advanced(), renewed.differing());
        }
        return (T) read;
    }

    /** The actor of node {@code home} for one on {@code seenFrom} to talk to. */
    @SuppressWarnings("unchecked")
    private <T> ActorRef<T> far(ActorRef<T> actor, int home, int seenFrom) {
        return (ActorRef<T>) far.computeIfAbsent(
                new Seat(actor, seenFrom),
                seat -> system.systemActorOf(
                        carrier(actor, home, seenFrom), "far-" + UUID.randomUUID(), Props.empty()));
    }

    private <T> Behavior<T> carrier(ActorRef<T> actor, int home, int seenFrom) {
        return Behaviors.receiveMessage(message -> {
            carryBack(actor, seenFrom, home, message);
            return Behaviors.same();
        });
    }

    @SuppressWarnings("unchecked")
    private <T> void carryBack(ActorRef<T> actor, int from, int to, T message) {
        carry(from, to, (CrossesNodes) message, arriving -> actor.tell((T) arriving));
    }
}

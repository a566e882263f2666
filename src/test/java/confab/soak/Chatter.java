package confab.soak;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A client that keeps itself connected, to any node, whatever happens to them. Everything under its own lock. */
abstract class Chatter implements Wire.Ear {
    /** How a connection is lost that the client gives up for another. */
    static final String MOVES = "moves";

    /** Between one client's first connection and the next one's: all at once would be a test of its own. */
    private static final Duration ARRIVAL = Duration.ofMillis(10);

    private static final Duration SILENT = Duration.ofSeconds(3);
    private static final int MIN_BACKOFF_MILLIS = 100;
    private static final int MAX_BACKOFF_MILLIS = 500;
    private static final int MIN_STAY_MILLIS = 10_000;
    private static final int MAX_STAY_MILLIS = 90_000;

    private final int number;
    private final Venue venue;
    private final Random random;
    private final Way way;
    private int posts;
    private boolean isPosting = true;
    private boolean hasLeft;

    private @Nullable Wire wire;
    private boolean isOpen;
    private int connection;
    private int node;

    /** To the node that it moves to; the one in use goes on until this is open. */
    private @Nullable Wire next;

    private int nextNode;

    /** Where it came from; closed when it is in all its rooms by the one in use. */
    private @Nullable Wire old;

    private long pingedAt;
    private long connectAt;
    private long moveAt;
    private long postAt;

    Chatter(int number, Venue venue, Random random, Way way) {
        this.number = number;
        this.venue = venue;
        this.random = random;
        this.way = way;
        this.node = number % venue.places().size();
        this.connectAt = System.nanoTime() + (number - 1) * ARRIVAL.toNanos();
        this.postAt = connectAt + random.nextLong(venue.postInterval().toNanos());
    }

    /** With a server that is silent, pings included. */
    abstract Duration patience();

    /** The connection is there. */
    abstract void begin();

    /** A frame came. */
    abstract void hear(String text, long now);

    /** May send now. */
    abstract void act(long now);

    /** Posts something new, if it can. */
    abstract void post(long now);

    /** The connection is gone. */
    abstract void end(long now);

    /** Nothing came for a while. */
    void ping() {
        if (wire != null) {
            wire.ping();
        }
    }

    /** Whether it is in all its rooms, as far as it can know. */
    abstract boolean isIn();

    /** Whether nothing is under way. */
    abstract boolean isSettled();

    /** Called every few milliseconds. */
    final synchronized void tick(long now) {
        if (hasLeft) {
            return;
        }
        if (wire == null) {
            if (now >= connectAt && next == null) {
                connect(now);
            }
            return;
        }
        if (old != null && isOpen && isIn()) {
            old.drop();
            old = null;
        }
        long silentNanos = now - wire.heardNanos();
        if (silentNanos > venue.patience(patience()).toNanos()) {
            lose("silent");
        } else if (now >= moveAt && isPosting) {
            move();
        } else if (isOpen) {
            if (silentNanos > SILENT.toNanos() && now - pingedAt > SILENT.toNanos()) {
                pingedAt = now;
                ping();
            }
            act(now);
            if (isPosting && now >= postAt) {
                postAt = now + random.nextLong(2 * venue.postInterval().toNanos());
                post(now);
            }
        }
    }

    final synchronized void stopPosting() {
        isPosting = false;
    }

    final synchronized boolean isPresent() {
        return isOpen && isIn();
    }

    final synchronized boolean isAt(int place) {
        return isOpen && node == place;
    }

    final synchronized boolean isQuiet() {
        return isPresent() && isSettled();
    }

    /** Goes, when all is recorded. */
    final synchronized void leave() {
        hasLeft = true;
        for (Wire any : new Wire[] {wire, next, old}) {
            if (any != null) {
                any.drop();
            }
        }
    }

    @Override
    public final synchronized void onOpen(Wire from) {
        if (from == next) {
            changeOver();
        }
        if (from == wire) {
            isOpen = true;
            recorder().open(new Recorder.Opening(node, System.nanoTime()));
            begin();
        }
    }

    @Override
    public final synchronized void onText(Wire from, String text) {
        if (from == wire && !hasLeft) {
            hear(text, System.nanoTime());
        }
    }

    @Override
    public final synchronized void onEnd(Wire from, String how) {
        if (hasLeft) {
            return;
        }
        if (from == next) {
            next = null;
            moveAt = System.nanoTime() + backoff();
        } else if (from == wire) {
            lose(how);
        }
    }

    final int number() {
        return number;
    }

    final int connection() {
        return connection;
    }

    /** The node that its records count for, or {@link Outages#ANY}. */
    final int node() {
        return way.accountable(node);
    }

    final Recorder recorder() {
        return venue.recorder();
    }

    final Random random() {
        return random;
    }

    final Mark newMark() {
        return new Mark(number, ++posts);
    }

    final void say(String text) {
        if (wire != null) {
            wire.say(text);
        }
    }

    /** The server ended it, whatever the wire says. */
    final void giveUp(String how) {
        lose(how);
    }

    /** The server asked for it. */
    final void moveAt(long nanos) {
        moveAt = Math.min(moveAt, nanos);
    }

    private void connect(long now) {
        connection = recorder().newConnection();
        pingedAt = now;
        // Of itself, as with a telephone that finds another network: else all would end up on the node least troubled.
        moveAt = unaskedMove(now);
        wire = way.open(node, this);
    }

    /** Tries another node next, if there is one: which are well, no client knows. */
    private void lose(String how) {
        long now = System.nanoTime();
        if (wire != null) {
            wire.drop();
            wire = null;
        }
        recorder().lose(new Recorder.Loss(number, node(), now, how));
        if (isOpen) {
            end(now);
        }
        isOpen = false;
        node = anotherNode();
        connectAt = now + backoff();
    }

    /** The new connection comes first. */
    private void move() {
        moveAt = Long.MAX_VALUE;
        if (next != null) {
            return;
        }
        nextNode = anotherNode();
        next = way.open(nextNode, this);
    }

    /** The new one is open: of two only the one in use is heard; what the old one still says comes again by resuming. */
    private void changeOver() {
        long now = System.nanoTime();
        if (isOpen) {
            end(now);
            recorder().lose(new Recorder.Loss(number, node(), now, MOVES));
        }
        old = wire;
        wire = next;
        next = null;
        node = nextNode;
        connection = recorder().newConnection();
        pingedAt = now;
        moveAt = unaskedMove(now);
    }

    private long unaskedMove(long now) {
        int stay = random.nextInt(MIN_STAY_MILLIS, MAX_STAY_MILLIS);
        return venue.isRoaming() ? now + Duration.ofMillis(stay).toNanos() : Long.MAX_VALUE;
    }

    /** By chance; where clients stay unless they are told to go, a balancer knows what is in service. */
    private int anotherNode() {
        int nodes = venue.places().size();
        int[] others = IntStream.range(0, nodes)
                .filter(other -> other != node)
                .filter(other -> venue.isRoaming() || venue.outages().isUp(other, System.nanoTime()))
                .toArray();
        return others.length == 0 ? node : others[random.nextInt(others.length)];
    }

    private long backoff() {
        return Duration.ofMillis(random.nextInt(MIN_BACKOFF_MILLIS, MAX_BACKOFF_MILLIS))
                .toNanos();
    }
}

package confab.engineio;

import confab.relay.Lane;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of a lane's sessions: a wheel of lists, one of which is looked through at each tick. What moved to a later time
 * is found at its old one and put where it belongs, so that a pong costs nothing here. It turns only while it holds
 * something. On its lane only.
 */
final class TimerWheel {
    private static final Logger log = LoggerFactory.getLogger(TimerWheel.class);

    /** What is further ahead than that is looked at on the way. */
    private static final int SLOTS = 512;

    private final Lane lane;
    private final LongSupplier nanoTime;
    private final long tickNanos;
    private final long start;
    private final @Nullable Timed[] slots = new Timed[SLOTS];

    private int size;
    private long current;
    private boolean isTurning;

    /** @param tick how late anything may be looked at */
    TimerWheel(Lane lane, LongSupplier nanoTime, Duration tick) {
        this.lane = lane;
        this.nanoTime = nanoTime;
        this.tickNanos = tick.toNanos();
        this.start = nanoTime.getAsLong();
    }

    /** From any thread. */
    Lane lane() {
        return lane;
    }

    void add(Timed timed) {
        if (!isTurning) {
            current = (nanoTime.getAsLong() - start) / tickNanos;
            turnNext();
        }
        size++;
        timed.isTimed = true;
        place(timed);
    }

    void remove(Timed timed) {
        if (timed.isTimed) {
            size--;
            timed.isTimed = false;
            takeOut(timed);
        }
    }

    /** Its time may be earlier than it was. */
    void changed(Timed timed) {
        if (timed.isPlaced && tickOf(timed) < timed.tick) {
            takeOut(timed);
            place(timed);
        }
    }

    private void turn() {
        isTurning = false;
        long now = nanoTime.getAsLong();
        long last = (now - start) / tickNanos;
        current = Math.max(current, last - SLOTS);
        while (current < last) {
            current++;
            look(now);
        }
        if (size > 0) {
            turnNext();
        }
    }

    private void turnNext() {
        isTurning = true;
        long next = start + (current + 1) * tickNanos;
        lane.executeLater(this::turn, Duration.ofNanos(Math.max(0, next - nanoTime.getAsLong())));
    }

    /** What is put back meanwhile goes to later slots. */
    private void look(long now) {
        int slot = slot(current);
        for (Timed timed = slots[slot]; timed != null; timed = slots[slot]) {
            takeOut(timed);
            if (timed.due() - now <= 0) {
                look(timed, now);
            }
            if (timed.isTimed) {
                place(timed);
            }
        }
    }

    /** One that fails must not stop the clock of all others. */
    private static void look(Timed timed, long now) {
        try {
            timed.onDue(now);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("connection", timed).setCause(e).log("timer failed");
        }
    }

    private void place(Timed timed) {
        timed.tick = Math.min(Math.max(tickOf(timed), current + 1), current + SLOTS - 1);
        int slot = slot(timed.tick);
        Timed first = slots[slot];
        timed.after = first;
        if (first != null) {
            first.before = timed;
        }
        slots[slot] = timed;
        timed.isPlaced = true;
    }

    private void takeOut(Timed timed) {
        if (!timed.isPlaced) {
            return;
        }
        timed.isPlaced = false;
        if (timed.before == null) {
            slots[slot(timed.tick)] = timed.after;
        } else {
            timed.before.after = timed.after;
        }
        if (timed.after != null) {
            timed.after.before = timed.before;
        }
        timed.before = null;
        timed.after = null;
    }

    /** The first tick that is not before its time. */
    private long tickOf(Timed timed) {
        return Math.floorDiv(timed.due() - start + tickNanos - 1, tickNanos);
    }

    private static int slot(long tick) {
        return (int) (tick % SLOTS);
    }
}

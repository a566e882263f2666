package confab.bench;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Posts at a fixed rate into a lane's home rooms, one after the other; on that lane. */
final class Pace {
    private static final long TICK_MILLIS = 1;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Lane lane;
    private final double nanosPerPost;
    private final Faults faults;

    private final long beganNanos;
    private long due;
    private @Nullable Future<?> ticking;

    private Pace(Lane lane, double postsPerSecond, Faults faults) {
        this.lane = lane;
        this.nanosPerPost = NANOS_PER_SECOND / postsPerSecond;
        this.faults = faults;
        this.beganNanos = lane.now();
    }

    /**
     * Begins at once. On the lane.
     *
     * @param postsPerSecond in each of its home rooms
     */
    static Pace begin(Lane lane, double postsPerSecond, Faults faults) {
        int rooms = lane.homeRooms().size();
        Pace pace = new Pace(lane, postsPerSecond * rooms, faults);
        if (rooms > 0) {
            pace.ticking = lane.loop().scheduleAtFixedRate(pace::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return pace;
    }

    /** From any thread, after it has begun. */
    void end() {
        if (ticking != null) {
            ticking.cancel(false);
        }
    }

    /** A post bears the time when it was due; one that no member can take is not made up for. */
    private void tick() {
        long now = lane.now();
        for (long at = dueAt(); at <= now; at = dueAt()) {
            Room room = lane.homeRooms().get((int) (due % lane.homeRooms().size()));
            due++;
            if (!room.post(at)) {
                faults.count("post not sent: the server reads too slowly");
            }
        }
    }

    private long dueAt() {
        return beganNanos + (long) (due * nanosPerPost);
    }
}

package confab.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/** One event loop with its clients, and what they share so that a delivery costs little: only the loop's thread touches it. */
final class Lane {
    /** Latencies are right to two digits. */
    private static final int HISTOGRAM_DIGITS = 2;

    static final ByteBufAllocator ALLOCATOR = ByteBufAllocator.DEFAULT;

    private static final int SCRATCH_BYTES = 128 << 10;

    private final EventLoop loop;
    private final SplittableRandom masks;
    private final long epochNanos;

    private final FrameReader frames = new FrameReader();
    private final Heard heard = new Heard();
    private final SingleWriterRecorder latencies = new SingleWriterRecorder(HISTOGRAM_DIGITS);
    private final List<Room> homeRooms = new ArrayList<>();
    private final Deque<Room> waiting = new ArrayDeque<>();
    private byte[] scratch = new byte[SCRATCH_BYTES];
    private boolean isPumping;
    private long delivered;
    private long posted;

    // What other threads read of the two counts.
    private final AtomicLong deliveredShown = new AtomicLong();
    private final AtomicLong postedShown = new AtomicLong();

    /** @param epochNanos since when stamps count, as {@link System#nanoTime} */
    Lane(EventLoop loop, SplittableRandom masks, long epochNanos) {
        this.loop = loop;
        this.masks = masks;
        this.epochNanos = epochNanos;
    }

    EventLoop loop() {
        return loop;
    }

    Heard heard() {
        return heard;
    }

    int mask() {
        return masks.nextInt();
    }

    /** In nanoseconds since the bench began. */
    long now() {
        return System.nanoTime() - epochNanos;
    }

    /** Makes this the lane that the room posts from; before any client is there. */
    void isHomeOf(Room room) {
        homeRooms.add(room);
    }

    List<Room> homeRooms() {
        return homeRooms;
    }

    /** From now on they post. */
    int openRooms() {
        homeRooms.forEach(room -> room.open(true));
        return homeRooms.size();
    }

    /** From now on they do not. */
    int closeRooms() {
        homeRooms.forEach(room -> room.open(false));
        return homeRooms.size();
    }

    /** The bytes, after those of the frame that had begun before, as frames. */
    FrameReader read(byte @Nullable [] begun, int begunBytes, ByteBuf in) {
        int end = begunBytes + in.readableBytes();
        if (end > scratch.length) {
            scratch = new byte[2 * end];
        }
        if (begun != null) {
            System.arraycopy(begun, 0, scratch, 0, begunBytes);
        }
        in.readBytes(scratch, begunBytes, end - begunBytes);
        frames.over(scratch, end);
        return frames;
    }

    /** What was read and is not yet a whole frame, of bytes that end there; null if nothing is. */
    byte @Nullable [] rest(int end) {
        int from = frames.position();
        return from == end ? null : Arrays.copyOfRange(scratch, from, end);
    }

    void delivered(long latencyNanos) {
        delivered++;
        latencies.recordValue(Math.max(0, latencyNanos));
    }

    void posted() {
        postedShown.lazySet(++posted);
    }

    /** After some deliveries, for other threads to see. */
    void showDelivered() {
        deliveredShown.lazySet(delivered);
    }

    /** Lets the room post after all that is to be read now has been read, so that posts leave together. */
    void pumpLater(Room room) {
        if (room.isToPump()) {
            waiting.add(room);
            if (!isPumping) {
                isPumping = true;
                loop.execute(this::pump);
            }
        }
    }

    private void pump() {
        isPumping = false;
        for (Room room = waiting.poll(); room != null; room = waiting.poll()) {
            room.pump();
        }
    }

    long deliveries() {
        return deliveredShown.get();
    }

    long posts() {
        return postedShown.get();
    }

    /** Latencies since the last call, in nanoseconds; one thread at a time, any. */
    Histogram takeLatencies() {
        return latencies.getIntervalHistogram();
    }
}

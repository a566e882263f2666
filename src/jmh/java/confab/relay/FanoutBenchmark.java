package confab.relay;

import confab.model.Body;
import confab.model.Message;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.CloseCode;
import confab.protocol.Dialect;
import confab.protocol.Event;
import confab.protocol.json.JsonDialect;
import confab.protocol.socketio.chat.ChatDialect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A batch from its messages to the queues of all members of a room, half of them JSON's and half Socket.IO's: encoded once
 * for each format, then one write and one flush for each member. Without sockets, and on one lane.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FanoutBenchmark {
    private static final RoomName ROOM = new RoomName("lobby");
    private static final int MAX_BODY_BYTES = 16 * 1024;
    private static final int RECENT_MESSAGES = 512;

    /** Posts of the batch. */
    @Param({"1", "16"})
    public int batch = 1;

    @Param({"10", "1000"})
    public int members = 10;

    private final Recent recent = new Recent(RECENT_MESSAGES, new RecentBudget(64 << 20));
    private final HereLane lane = new HereLane();
    private LaneMembers room = room();
    private long lastSeq;

    @Setup
    public void join() {
        room = room();
        Dialect json = new JsonDialect(MAX_BODY_BYTES);
        Dialect socketIo = new ChatDialect(MAX_BODY_BYTES, 64 * 1024);
        Event.Joined joined = new Event.Joined(ROOM, 0, "log", false, new Event.Crowd(0, List.of(), 0), null);
        for (int i = 0; i < members; i++) {
            Reader reader = Reader.open(new NullOutlet(lane, "session" + i), i % 2 == 0 ? json : socketIo);
            room.join(reader, new JoinPoint(lastSeq + 1, 0, 0, false, 0), joined);
        }
    }

    @Benchmark
    public int fanOut() {
        List<Message> messages = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            messages.add(message(++lastSeq));
        }
        recent.append(new Batch(ROOM, messages, System.nanoTime()));
        room.wake();
        return lane.written;
    }

    private LaneMembers room() {
        Pages none = new Pages((name, from, limit, bytes) -> new CompletableFuture<>(), 1, 1);
        return new LaneMembers(ROOM, lane, recent, none, "log", new Books(new NoTimes()));
    }

    private static Message message(long seq) {
        byte[] body = ('"' + "x".repeat(32) + '"').getBytes(StandardCharsets.US_ASCII);
        PostId id = new PostId("2c5e9d4a");
        return new Message(seq, id, new UserName("Ann"), Body.ofJson(body), seq, new SessionId("session"));
    }

    private static final class NoTimes implements RelayTimes {
        @Override
        public void shipped(int posts) {}

        @Override
        public void acknowledged(long sinceNanos, int posts) {}

        @Override
        public void delivered(long arrivedNanos, long atMillis, long deliveries) {}
    }

    /** Runs everything at once; counts what is written. */
    private static final class HereLane implements Lane {
        private int written;

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void afterFlush(Runnable task) {
            task.run();
        }

        @Override
        public void executeLater(Runnable task, Duration delay) {
            // Nobody is slow here.
        }

        @Override
        public Shared share(byte[] wire, int from, int to) {
            byte[] copy = Arrays.copyOfRange(wire, from, to);
            return new Shared() {
                @Override
                public int length() {
                    return copy.length;
                }

                @Override
                public void copy(int start, int end, byte[] target, int at) {
                    System.arraycopy(copy, start, target, at, end - start);
                }

                @Override
                public void release() {
                    // The collector's.
                }
            };
        }
    }

    /** Takes everything. */
    private record NullOutlet(HereLane lane, SessionId session) implements Outlet {
        NullOutlet(HereLane lane, String session) {
            this(lane, new SessionId(session));
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void write(Lane.Shared bytes, int from, int to) {
            lane.written += to - from;
        }

        @Override
        public void write(byte[] wire) {
            lane.written += wire.length;
        }

        @Override
        public void flush() {
            lane.written++;
        }

        @Override
        public void listen(Listener listener) {
            // It is never full.
        }

        @Override
        public void send(byte[] wire) {
            write(wire);
        }

        @Override
        public void close(CloseCode code, String reason) {
            throw new IllegalStateException(reason);
        }
    }
}

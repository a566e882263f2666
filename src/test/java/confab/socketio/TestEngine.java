package confab.socketio;

import confab.engineio.EngineConnection;
import confab.engineio.EngineEnd;
import confab.engineio.EngineHandshake;
import confab.engineio.EngineListener;
import confab.protocol.engineio.EnginePacket;
import confab.relay.Lane;
import confab.relay.TestLane;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client's session that writes down what it is given, packet by packet: text as it is, bytes as hexadecimal digits. */
final class TestEngine implements EngineConnection {
    static final EngineHandshake REQUEST = new EngineHandshake(
            "/socket.io/?EIO=4&color=red",
            Map.of("EIO", "4", "color", "red"),
            Map.of("user-agent", List.of("test")),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1234),
            Instant.EPOCH);

    private static final int EXTENDED_16 = 126;
    private static final int EXTENDED_64 = 127;

    private final TestLane lane;
    private @Nullable EngineListener listener;
    private final List<String> heard = new ArrayList<>();

    int flushes;
    int sharedWrites;
    boolean isRead = true;
    boolean isClosed;
    boolean isDropped;
    /** Writes until the queue is full. */
    int room = Integer.MAX_VALUE;
    /** What happens instead of a write, if anything does. */
    @Nullable
    Runnable onWrite;

    private TestEngine(TestLane lane) {
        this.lane = lane;
    }

    static TestEngine open(SocketServer server, TestLane lane) {
        TestEngine engine = new TestEngine(lane);
        engine.listener = server.open(engine);
        return engine;
    }

    /** The client says these, text messages of Engine.IO; what follows from it happens. */
    TestEngine says(String... packets) {
        for (String packet : packets) {
            byte[] utf8 = packet.getBytes(StandardCharsets.UTF_8);
            listener().onMessage(new EnginePacket.Text(EnginePacket.Type.MESSAGE, utf8));
        }
        lane.run();
        return this;
    }

    TestEngine saysBytes(int... bytes) {
        byte[] attachment = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            attachment[i] = (byte) bytes[i];
        }
        listener().onMessage(new EnginePacket.Binary(attachment));
        lane.run();
        return this;
    }

    /** What the client has heard since it was asked last. */
    List<String> hears() {
        lane.run();
        List<String> now = List.copyOf(heard);
        heard.clear();
        return now;
    }

    /** The client has read: so many writes more fit. */
    void drain(int writes) {
        room = writes;
        listener().onWritable();
        lane.run();
    }

    void end(EngineEnd end) {
        isClosed = true;
        listener().onClosed(end);
        lane.run();
    }

    @Override
    public String sid() {
        return "secret";
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public EngineHandshake handshake() {
        return REQUEST;
    }

    @Override
    public boolean isWritable() {
        return room > 0;
    }

    @Override
    public void write(Lane.Shared bytes, int from, int to) {
        byte[] wire = new byte[to - from];
        bytes.copy(from, to, wire, 0);
        sharedWrites++;
        write(wire);
    }

    @Override
    public void write(byte[] wire) {
        room--;
        if (onWrite != null) {
            onWrite.run();
        } else if (!isClosed) {
            read(ByteBuffer.wrap(wire));
        }
    }

    @Override
    public void flush() {
        flushes++;
    }

    @Override
    public void read(boolean isWanted) {
        isRead = isWanted;
    }

    @Override
    public void drop() {
        isDropped = true;
        close();
    }

    @Override
    public void close() {
        isClosed = true;
        lane.execute(() -> listener().onClosed(EngineEnd.FORCED_CLOSE));
    }

    /** Whole frames, unmasked. */
    private void read(ByteBuffer frames) {
        while (frames.hasRemaining()) {
            boolean isText = (frames.get() & 0x0f) == 1;
            int length = frames.get() & 0x7f;
            if (length == EXTENDED_16) {
                length = frames.getShort() & 0xffff;
            } else if (length == EXTENDED_64) {
                length = Math.toIntExact(frames.getLong());
            }
            byte[] payload = new byte[length];
            frames.get(payload);
            heard.add(
                    isText
                            ? new String(payload, StandardCharsets.UTF_8)
                            : HexFormat.of().formatHex(payload));
        }
    }

    private EngineListener listener() {
        return Objects.requireNonNull(listener);
    }
}

package confab.protocol;

import confab.model.Body;
import confab.model.Message;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.json.JsonDialect;
import confab.protocol.socketio.MalformedSocketPacket;
import confab.protocol.socketio.SocketDecoder;
import confab.protocol.socketio.SocketLimits;
import confab.protocol.socketio.SocketPacket;
import confab.protocol.socketio.chat.ChatDialect;
import confab.protocol.text.TextDialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A post of 32 bytes from its frame to a request, and a message to its frame, in each protocol. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    private static final int MAX_BODY_BYTES = 16 * 1024;
    private static final int MAX_FRAME_BYTES = 64 * 1024;
    private static final RoomName ROOM = new RoomName("lobby");
    private static final String BODY = "x".repeat(32);
    private static final String POST = "{\"room\":\"lobby\",\"id\":\"2c5e9d4a\",\"body\":\"" + BODY + "\"}";

    @Param({"json", "text", "socket.io"})
    public String protocol = "json";

    private Wire wire = new JsonWire();
    private List<Message> messages = List.of();

    /** What one protocol makes of a frame's payload and of messages. */
    private interface Wire {
        Request decode() throws MalformedSocketPacket;

        MessageFormat format();
    }

    @Setup
    public void set() {
        wire = switch (protocol) {
            case "text" -> new TextWire();
            case "socket.io" -> new SocketIoWire();
            default -> new JsonWire();
        };
        messages = List.of(new Message(
                123_456,
                new PostId("2c5e9d4a"),
                new UserName("Ann"),
                Body.ofJson(utf8('"' + BODY + '"')),
                1_700_000_000_000L,
                new SessionId("session")));
    }

    @Benchmark
    public Request decode() throws MalformedSocketPacket {
        return wire.decode();
    }

    @Benchmark
    public MessageFormat.Frames encode() {
        return wire.format().encode(ROOM, messages);
    }

    private static final class JsonWire implements Wire {
        private final JsonDialect dialect = new JsonDialect(MAX_BODY_BYTES);
        private final byte[] post = utf8("{\"type\":\"post\"," + POST.substring(1));

        @Override
        public Request decode() {
            return dialect.decode(new Frame.Text(post));
        }

        @Override
        public MessageFormat format() {
            return dialect.messages();
        }
    }

    private static final class TextWire implements Wire {
        private final PostId id = new PostId("2c5e9d4a");
        private final TextDialect dialect = new TextDialect(ROOM, null, () -> id, MAX_BODY_BYTES);
        private final byte[] post = utf8(BODY);

        @Override
        public Request decode() {
            return dialect.decode(new Frame.Text(post));
        }

        @Override
        public MessageFormat format() {
            return dialect.messages();
        }
    }

    /** The packet is what Engine.IO has taken its own first digit off. */
    private static final class SocketIoWire implements Wire {
        private final ChatDialect dialect = new ChatDialect(MAX_BODY_BYTES, MAX_FRAME_BYTES);
        private final SocketDecoder decoder = new SocketDecoder(new SocketLimits(10, 2 << 20));
        private final byte[] post = utf8("2/chat,1[\"post\"," + POST + "]");

        @Override
        public Request decode() throws MalformedSocketPacket {
            return dialect.decode((SocketPacket.Event) Objects.requireNonNull(decoder.text(post)));
        }

        @Override
        public MessageFormat format() {
            return dialect.messages();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

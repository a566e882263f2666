package confab.protocol.socketio.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import confab.model.Body;
import confab.model.Message;
import confab.model.PostId;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.Dialect;
import confab.protocol.Event;
import confab.protocol.MessageFormat;
import confab.protocol.socketio.MalformedSocketPacket;
import confab.protocol.socketio.SocketDecoder;
import confab.protocol.socketio.SocketLimits;
import confab.protocol.socketio.SocketPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** What clients say and hear, as tests can read it: Socket.IO's texts, and attachments in hexadecimal after 0x. */
final class Spoken {
    static final long AT = 1_767_225_600_007L;

    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;

    private Spoken() {}

    /** The messages that an event becomes. */
    static List<String> heard(Dialect dialect, Event event) {
        Dialect.Output output = dialect.encode(event);
        assertThat(output).isInstanceOf(Dialect.Output.Send.class);
        return heard(((Dialect.Output.Send) output).wire());
    }

    /** The messages that one entry of a batch becomes. */
    static List<String> heard(MessageFormat.Frames frames, int index) {
        return heard(Arrays.copyOfRange(frames.wire(), frames.start(index), frames.end(index)));
    }

    /** The messages in frames, of which there are whole ones only; each text was one of Engine.IO's. */
    static List<String> heard(byte[] wire) {
        List<String> messages = new ArrayList<>();
        ByteBuffer frames = ByteBuffer.wrap(wire);
        while (frames.hasRemaining()) {
            int kind = frames.get() & 0xff;
            byte[] payload = new byte[length(frames)];
            frames.get(payload);
            if (kind == TEXT) {
                assertThat(payload[0]).isEqualTo((byte) '4');
                messages.add(new String(payload, 1, payload.length - 1, UTF_8));
            } else {
                assertThat(kind).isEqualTo(BINARY);
                messages.add("0x" + HexFormat.of().formatHex(payload));
            }
        }
        return messages;
    }

    /** The event that such messages are. */
    static SocketPacket.Event event(List<String> messages) throws MalformedSocketPacket {
        SocketDecoder decoder = new SocketDecoder(new SocketLimits(20, 1_000_000));
        SocketPacket packet = decoder.text(messages.get(0).getBytes(UTF_8));
        for (String attachment : messages.subList(1, messages.size())) {
            packet = decoder.binary(HexFormat.of().parseHex(attachment.substring(2)));
        }
        return (SocketPacket.Event) Objects.requireNonNull(packet);
    }

    static SocketPacket.Event event(String... messages) throws MalformedSocketPacket {
        return event(List.of(messages));
    }

    static Message message(long seq, String body) {
        return new Message(seq, new PostId("i"), new UserName("Ann"), json(body), AT, new SessionId("s"));
    }

    static Body json(String json) {
        return Body.ofJson(json.getBytes(UTF_8));
    }

    private static int length(ByteBuffer frames) {
        int length = frames.get();
        if (length == 126) {
            return frames.getShort() & 0xffff;
        }
        return length == 127 ? (int) frames.getLong() : length;
    }
}

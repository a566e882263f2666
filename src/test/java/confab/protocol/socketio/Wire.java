package confab.protocol.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import confab.model.Body;
import confab.protocol.engineio.EnginePacket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packets as the messages that stand for them, to and from what tests can read. */
final class Wire {
    static final SocketLimits LIMITS = new SocketLimits(12, 10_000);

    private Wire() {}

    /** The messages of a packet: its text, then each attachment in hexadecimal. */
    static List<String> encode(SocketPacket packet) {
        List<String> messages = new ArrayList<>();
        for (EnginePacket message : SocketEncoder.encode(packet)) {
            if (message instanceof EnginePacket.Text text) {
                assertThat(text.type()).isEqualTo(EnginePacket.Type.MESSAGE);
                messages.add(new String(text.utf8(), UTF_8));
            } else {
                messages.add(HexFormat.of().formatHex(((EnginePacket.Binary) message).bytes()));
            }
        }
        return messages;
    }

    /** The packet that a text and its attachments, in hexadecimal, are; nothing if more are awaited. */
    static @Nullable SocketPacket decode(String text, String... attachments) throws MalformedSocketPacket {
        SocketDecoder decoder = new SocketDecoder(LIMITS);
        SocketPacket packet = decoder.text(text.getBytes(UTF_8));
        for (String attachment : attachments) {
            assertThat(packet).isNull();
            packet = decoder.binary(bytes(attachment));
        }
        return packet;
    }

    static Arguments argumentsOf(@Nullable SocketPacket packet) {
        assertThat(packet).isNotNull();
        return packet instanceof SocketPacket.Ack ack ? ack.arguments() : ((SocketPacket.Event) packet).arguments();
    }

    static Body json(String json) {
        return Body.ofJson(json.getBytes(UTF_8));
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}

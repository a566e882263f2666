package confab.protocol.engineio;

import static confab.protocol.engineio.PacketText.bytes;
import static confab.protocol.engineio.PacketText.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.WebSocketFrames;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The texts are what engine.io-parser 5.2.3 writes. */
class EngineFormatTest {
    private static final List<EnginePacket.Type> TYPES = List.of(EnginePacket.Type.values());
    private static final List<EnginePacket> PACKETS = List.of(
            message("€"), bytes(1, 2, 3, 4), new EnginePacket.Text(EnginePacket.Type.PING), bytes(), message(""));

    @Test
    void payloadIsSeparatedTextWithBytesAsBase64() {
        assertThat(new String(EngineFormat.payload(PACKETS), UTF_8))
                .isEqualTo("4€\u001ebAQIDBA==\u001e2\u001eb\u001e4");
    }

    @Test
    void runsOfAPayloadCanBeJoined() {
        assertThat(new String(EngineFormat.POLLING.encode(PACKETS.subList(0, 2)), UTF_8))
                .isEqualTo("4€\u001ebAQIDBA==\u001e");
        assertThat(EngineFormat.POLLING.encode(List.of())).isEmpty();
    }

    @Test
    void webSocketHasAFrameForEachPacketWithBytesRaw() {
        assertThat(EngineFormat.WEBSOCKET.encode(PACKETS))
                .isEqualTo(join(
                        frame("4€"),
                        WebSocketFrames.binary(new byte[] {1, 2, 3, 4}),
                        frame("2"),
                        WebSocketFrames.binary(new byte[0]),
                        frame("4")));
    }

    @Test
    void webSocketOfAClientWithoutBinaryHasTextFramesOnly() {
        assertThat(EngineFormat.WEBSOCKET_BASE64.encode(PACKETS))
                .isEqualTo(join(frame("4€"), frame("bAQIDBA=="), frame("2"), frame("b"), frame("4")));
    }

    @Test
    void everyTypeHasItsDigit() {
        List<EnginePacket> packets = new ArrayList<>();
        for (EnginePacket.Type type : TYPES) {
            packets.add(new EnginePacket.Text(type));
        }
        assertThat(new String(EngineFormat.payload(packets), UTF_8))
                .isEqualTo("0\u001e1\u001e2\u001e3\u001e4\u001e5\u001e6");
    }

    @Test
    void lengthIsKnownBeforehandAndPayloadsComeBack() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            List<EnginePacket> packets = randomPackets(random);
            for (EngineFormat format : EngineFormat.values()) {
                int sum = packets.stream().mapToInt(format::length).sum();
                assertThat(format.encode(packets)).hasSize(sum);
            }
            PayloadReader reader = new PayloadReader(EngineFormat.payload(packets));
            for (EnginePacket packet : packets) {
                EnginePacket read = reader.next();
                assertThat(read).isNotNull();
                assertThat(PacketText.of(read)).isEqualTo(PacketText.of(packet));
            }
            assertThat(reader.next()).isNull();
        }
    }

    private static List<EnginePacket> randomPackets(Random random) {
        List<EnginePacket> packets = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            EnginePacket.Type type = TYPES.get(random.nextInt(TYPES.size()));
            packets.add(
                    random.nextBoolean()
                            ? new EnginePacket.Binary(bytes)
                            : new EnginePacket.Text(
                                    type, "é€x".repeat(bytes.length).getBytes(UTF_8)));
        }
        return packets;
    }

    private static byte[] frame(String text) {
        return WebSocketFrames.text(text.getBytes(UTF_8));
    }

    private static byte[] join(byte[]... frames) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            joined.writeBytes(frame);
        }
        return joined.toByteArray();
    }
}

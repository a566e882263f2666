package confab.protocol.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadWriterTest {
    @Test
    void framesBecomeThePayloadThatThePacketsAre() {
        List<EnginePacket> packets =
                List.of(PacketText.message("hello"), PacketText.bytes(1, 2, 3, 4), PacketText.message("€"));
        assertThat(rewritten(packets)).isEqualTo("4hello\u001ebAQIDBA==\u001e4€");
    }

    /** On both sides of where a frame's length takes more bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 124, 125, 126, 127, 65_534, 65_535, 65_536, 100_000})
    void framesOfAnyLengthAreRead(int length) {
        EnginePacket text = PacketText.message("x".repeat(length));
        EnginePacket bytes = new EnginePacket.Binary(new byte[length]);
        List<EnginePacket> packets = List.of(text, bytes, text);
        assertThat(rewritten(packets)).isEqualTo(payload(packets));
    }

    @Test
    void anyRunOfPacketsIsTheSameAsIfItHadBeenWrittenForAPoll() {
        Random random = new Random(7);
        for (int run = 0; run < 500; run++) {
            List<EnginePacket> packets = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(5); i++) {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                packets.add(
                        random.nextBoolean()
                                ? new EnginePacket.Binary(bytes)
                                : PacketText.message(new String(bytes, StandardCharsets.ISO_8859_1)));
            }
            assertThat(rewritten(packets)).isEqualTo(payload(packets));
        }
    }

    @Test
    void whatStandsBehindTheEndIsLeftOut() {
        byte[] frames = EngineFormat.WEBSOCKET.encode(List.of(PacketText.message("a"), PacketText.message("b")));
        assertThat(new String(PayloadWriter.write(frames, frames.length / 2), StandardCharsets.UTF_8))
                .isEqualTo("4a");
    }

    private static String rewritten(List<EnginePacket> packets) {
        byte[] frames = EngineFormat.WEBSOCKET.encode(packets);
        return new String(PayloadWriter.write(frames, frames.length), StandardCharsets.UTF_8);
    }

    private static String payload(List<EnginePacket> packets) {
        return new String(EngineFormat.payload(packets), StandardCharsets.UTF_8);
    }
}

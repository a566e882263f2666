package confab.protocol.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.protocol.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineFramesTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1,CLOSE ",
                "2,PING ",
                "2probe,PING probe",
                "3probe,PONG probe",
                "4,MESSAGE ",
                "4é😀,MESSAGE é😀",
                "40{},MESSAGE 0{}",
                "4b,MESSAGE b",
                "5,UPGRADE ",
                "6,NOOP ",
                "bAQIDBA==,bytes 01020304",
                "b,bytes ",
            })
    void textFrameIsAPacket(String frame, String packet) throws Exception {
        assertThat(PacketText.of(EngineFrames.read(text(frame)))).isEqualTo(packet);
    }

    @Test
    void binaryFrameIsAMessage() throws Exception {
        EnginePacket packet = EngineFrames.read(new Frame.Binary(new byte[] {'4', 0, -1}));
        assertThat(PacketText.of(packet)).isEqualTo("bytes 3400ff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "9abc", "abc", "B", "/", ":", " 4", "é", "\u0000", "\u001e4"})
    void whatHasNoKnownTypeIsMalformed(String frame) {
        assertThatThrownBy(() -> EngineFrames.read(text(frame)))
                .isInstanceOf(MalformedEnginePacket.class)
                .hasMessageContaining("packet");
    }

    private static Frame text(String text) {
        return new Frame.Text(text.getBytes(UTF_8));
    }
}

package confab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.bench.FrameReader.BadFrame;
import confab.protocol.WebSocketFrames;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameReaderTest {
    private final FrameReader reader = new FrameReader();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536})
    void framesOfEachLengthAreReadAsTheyAreWritten(int length) throws BadFrame {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) 'x');
        byte[] frame = WebSocketFrames.text(payload);
        reader.over(frame, frame.length);
        assertThat(reader.next()).isTrue();
        assertThat(reader.opcode()).isEqualTo(FrameReader.TEXT);
        assertThat(Arrays.copyOfRange(reader.bytes(), reader.from(), reader.to()))
                .isEqualTo(payload);
        assertThat(reader.next()).isFalse();
        assertThat(reader.position()).isEqualTo(frame.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 300, 70_000})
    void aFrameCutAnywhereIsLeftForLater(int length) throws BadFrame {
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.writeBytes(WebSocketFrames.text(new byte[] {'a'}));
        int first = two.size();
        two.writeBytes(WebSocketFrames.text(new byte[length]));
        for (int end = first; end < two.size(); end++) {
            reader.over(two.toByteArray(), end);
            assertThat(reader.next()).isTrue();
            assertThat(reader.next()).isFalse();
            assertThat(reader.position()).isEqualTo(first);
            end += length / 10;
        }
    }

    @Test
    void whatNoServerSendsIsNamed() {
        assertBad("a masked frame", 0x81, 0x81);
        assertBad("a frame in parts, or compressed", 0x01, 0x01);
        assertBad("a frame in parts, or compressed", 0xc1, 0x01);
        assertBad("a frame of more than 1048576 bytes", 0x81, 127, 0, 0, 0, 0, 0, 0x10, 0, 1);
        assertBad("a frame of more than 1048576 bytes", 0x81, 127, 0xff, 0, 0, 0, 0, 0, 0, 0);
    }

    private void assertBad(String message, int... bytes) {
        byte[] frame = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            frame[i] = (byte) bytes[i];
        }
        reader.over(frame, frame.length);
        assertThatThrownBy(reader::next).isInstanceOf(BadFrame.class).hasMessage(message);
    }
}

package confab.protocol.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadReaderTest {
    @Test
    void packetsStandBetweenSeparators() throws Exception {
        assertThat(read("4€\u001ebAQIDBA==\u001e2\u001eb\u001e4"))
                .containsExactly("MESSAGE €", "bytes 01020304", "PING ", "bytes ", "MESSAGE ");
        assertThat(read("1")).containsExactly("CLOSE ");
    }

    @Test
    void nothingFollowsTheLast() throws Exception {
        PayloadReader reader = new PayloadReader("6".getBytes(UTF_8));
        assertThat(reader.next()).isNotNull();
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u001e", "\u001e4a", "abc", "{}", "7"})
    void bodyThatBeginsWithNoPacketIsMalformed(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(MalformedEnginePacket.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4a\u001e", "4a\u001e\u001e4b", "4a\u001ex\u001e4b", "4a\u001e7"})
    void packetsBeforeAMalformedOneCount(String body) throws Exception {
        PayloadReader reader = new PayloadReader(body.getBytes(UTF_8));
        EnginePacket first = reader.next();
        assertThat(first).isNotNull();
        assertThat(PacketText.of(first)).isEqualTo("MESSAGE a");
        assertThatThrownBy(reader::next).isInstanceOf(MalformedEnginePacket.class);
    }

    @Test
    void bodyThatIsNotUtf8IsMalformed() {
        assertThatThrownBy(() -> new PayloadReader(new byte[] {'4', (byte) 0xc3}))
                .isInstanceOf(MalformedEnginePacket.class)
                .hasMessage("a payload is UTF-8");
    }

    private static List<String> read(String body) throws MalformedEnginePacket {
        PayloadReader reader = new PayloadReader(body.getBytes(UTF_8));
        List<String> packets = new ArrayList<>();
        for (EnginePacket packet = reader.next(); packet != null; packet = reader.next()) {
            packets.add(PacketText.of(packet));
        }
        return packets;
    }
}

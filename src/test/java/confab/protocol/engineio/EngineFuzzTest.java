package confab.protocol.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.Frame;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EngineFuzzTest {
    private static final String VALID = "4€\u001ebAQIDBA==\u001e2probe\u001e6\u001e42[\"a\"]\u001e3\u001e1";
    private static final byte[] SPLICES = {0x1e, 'b', '=', '0', '4', '7', 0, -1, (byte) 0xe2, 'x', '\n'};

    private int good;
    private int bad;

    @Test
    void everyBodyAndFrameIsPacketsOrMalformed() {
        Random random = new Random(5);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = round % 2 == 0 ? mutated(random) : noise(random);
            readAll(bytes);
        }
        assertThat(good).isGreaterThan(5_000);
        assertThat(bad).isGreaterThan(5_000);
    }

    private void readAll(byte[] bytes) {
        try {
            PayloadReader reader = new PayloadReader(bytes.clone());
            int length = 0;
            for (EnginePacket packet = reader.next(); packet != null; packet = reader.next()) {
                length += 1 + (packet instanceof EnginePacket.Text text ? text.utf8().length : 0);
                good++;
            }
            assertThat(length).isLessThanOrEqualTo(bytes.length + 1);
        } catch (MalformedEnginePacket e) {
            assertThat(e).hasMessageContaining("pa");
            bad++;
        }
        try {
            EngineFrames.read(new Frame.Text(bytes));
            EngineFrames.read(new Frame.Binary(bytes));
        } catch (MalformedEnginePacket e) {
            assertThat(e).hasMessageContaining("packet");
        }
    }

    private static byte[] mutated(Random random) {
        byte[] bytes = VALID.getBytes(UTF_8);
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = SPLICES[random.nextInt(SPLICES.length)];
        }
        return bytes;
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(20)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = random.nextBoolean() ? SPLICES[random.nextInt(SPLICES.length)] : (byte) random.nextInt(128);
        }
        return bytes;
    }
}

package confab.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import confab.protocol.Frame;
import confab.protocol.Request;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonFuzzTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final JsonDialect DIALECT = new JsonDialect(64);
    private static final List<String> FRAMES = List.of(
            "{\"type\":\"hello\",\"user\":\"Ann 😀\",\"ref\":\"1\"}",
            "{\"type\":\"join\",\"room\":\"a\",\"after\":12,\"log\":\"x\"}",
            "{\"type\":\"join\",\"room\":\"a\",\"history\":200}",
            "{\"type\":\"post\",\"room\":\"a\",\"id\":\"1\",\"body\":{\"a\":[1.5,\"\\ud83d\\ude00\",null]}}",
            "{\"body\":\"é\\\"\",\"ref\":\"r\",\"id\":\"2\",\"type\":\"post\",\"room\":\"a\"}",
            "{\"type\":\"history\",\"room\":\"a\",\"before\":9,\"limit\":10}",
            "{\"type\":\"ping\",\"more\":[[],{\"a\":-0.1e5}]}");
    private static final String SPLICES = "{}[]\",:\\ \n\u0000019-.eEtfnu\ud83d\ude00é\ufeff";

    @Test
    void everyFrameIsARequestOfSomeKindAndEveryErrorCanBeWritten() throws Exception {
        Random random = new Random(42);
        int good = 0;
        int bad = 0;
        for (int round = 0; round < 100_000; round++) {
            byte[] frame = mutated(random);
            Request request = DIALECT.decode(new Frame.Text(frame));
            assertThat(request).as(() -> new String(frame, UTF_8)).isNotNull();
            if (request instanceof Request.Malformed malformed) {
                bad++;
                ErrorCode code = malformed.code();
                JACKSON.readTree(
                        WireText.of(DIALECT, new Event.Failed(code, malformed.message(), malformed.ref(), null)));
            } else if (request instanceof Request.Post post) {
                JACKSON.readTree(post.body().json());
                assertThat(post.body().length()).isLessThanOrEqualTo(64);
                good++;
            }
        }
        assertThat(good).isGreaterThan(1_000);
        assertThat(bad).isGreaterThan(1_000);
    }

    /** Always valid UTF-8, as the edge sees to: halves of a pair that a cut leaves become question marks. */
    private static byte[] mutated(Random random) {
        StringBuilder frame = new StringBuilder(FRAMES.get(random.nextInt(FRAMES.size())));
        for (int i = random.nextInt(4); i > 0 && frame.length() > 0; i--) {
            int at = random.nextInt(frame.length());
            int end = Math.min(frame.length(), at + 1 + random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> frame.delete(at, end);
                case 1 -> frame.insert(at, frame.substring(at, end));
                case 2 -> frame.insert(at, SPLICES.charAt(random.nextInt(SPLICES.length())));
                default -> frame.setCharAt(at, SPLICES.charAt(random.nextInt(SPLICES.length())));
            }
        }
        return frame.toString().getBytes(UTF_8);
    }
}

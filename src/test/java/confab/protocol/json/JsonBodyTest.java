package confab.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import confab.model.Message;
import confab.model.PostId;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.Frame;
import confab.protocol.Request;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a post's frame to the members' frames a body keeps its text. */
class JsonBodyTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final JsonDialect DIALECT = new JsonDialect(65_536);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"hi\"",
                "\" a  b \"",
                "\"é€😀\"",
                "\"\\u00e9\\/\\ud83d\\ude00\\ud83d\"",
                "\"\\\"\\\\\"",
                "\"\\\\\"",
                "0",
                "-0",
                "1.0",
                "1.50e+10",
                "1E400",
                "123456789012345678901234567890",
                "true",
                "false",
                "null",
                "[]",
                "{}",
                "[[],{},[\"\"],-1]",
                "{\"b\":1,\"a\":2,\"b\":3}",
                "{\"a b\":\" : , \",\"\\\"\":\"\\\\\"}",
                "{\"type\":\"join\",\"room\":5,\"body\":[{\"id\":1}]}",
                "{\"$bytes\":\"aGk=\"}",
            })
    void compactBodyComesThroughByteForByte(String json) throws Exception {
        for (String around : new String[] {"", " ", "\r\n\t "}) {
            for (String rest : new String[] {"", ",\"x\":[1]"}) {
                assertThat(body(around + json + around, rest)).isEqualTo(json);
            }
        }
        assertThat(delivered(json)).isEqualTo(JACKSON.readTree(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`[ 1 , 2 ]`|[1,2]",
                "`{ \"a\" :\t[ ] , \"b c\": \" \\\" , \" }`|`{\"a\":[],\"b c\":\" \\\" , \"}`",
                "`[\"\\\\\" , \"\\\\\\\" ] \"]`|`[\"\\\\\",\"\\\\\\\" ] \"]`",
                "`{\n}`|{}",
                "`[\r\n\t1\r,\t2\n]`|[1,2]",
                "`[ true , null , 1.0 ]`|`[true,null,1.0]`",
            })
    void onlyWhiteSpaceOutsideStringsGoes(String json, String compact) {
        assertThat(body(json, "")).isEqualTo(compact);
    }

    @Test
    void longBodiesAreCutOutWhole() {
        for (int size : new int[] {3_990, 4_000, 8_000, 32_700, 33_000, 60_000}) {
            String text = "\"" + "é".repeat(100) + "x".repeat(size - 100) + "😀\"";
            assertThat(body(text, ",\"x\":1")).isEqualTo(text);
            String list = "[" + text + ",1,\"" + "y".repeat(1_000) + "\"]";
            assertThat(body(list, ",\"x\":1")).isEqualTo(list);
        }
    }

    @Test
    void randomBodiesComeThrough() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            Object value = RandomJson.value(random, 4);
            String compact = JACKSON.writeValueAsString(value);
            assertThat(body(compact, ",\"room2\":2")).isEqualTo(compact);
            assertThat(delivered(compact)).isEqualTo(JACKSON.readTree(compact));
            String pretty = JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
            assertThat(JACKSON.readTree(body(pretty, ""))).isEqualTo(JACKSON.readTree(compact));
            assertThat(body(pretty, "").length()).isEqualTo(compact.length());
        }
    }

    private static String body(String json, String rest) {
        return post("{\"type\":\"post\",\"room\":\"r\",\"id\":\"1\",\"body\":" + json + rest + "}")
                .body()
                .toString();
    }

    private static Object delivered(String json) throws Exception {
        Request.Post post = post("{\"body\":" + json + ",\"type\":\"post\",\"id\":\"1\",\"room\":\"r\"}");
        Message message = new Message(1, new PostId("1"), new UserName("Ann"), post.body(), 0, new SessionId("s"));
        byte[] wire = DIALECT.messages().encode(post.room(), List.of(message)).wire();
        return JACKSON.readTree(WireText.only(wire)).get("body");
    }

    private static Request.Post post(String frame) {
        Request request = DIALECT.decode(new Frame.Text(frame.getBytes(UTF_8)));
        assertThat(request).isInstanceOf(Request.Post.class);
        return (Request.Post) request;
    }
}

package confab.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonStringTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Test
    void onlyWhatMustBeEscapedIs() {
        assertThat(quote("a/b é😀\u007f")).isEqualTo("\"a/b é😀\u007f\"");
        assertThat(quote("\"\\\b\f\n\r\t\u0000\u001f")).isEqualTo("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\"");
        assertThat(quote("")).isEqualTo("\"\"");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain,plain",
                "`a\\\"b`,`a\"b`",
                "a\\/b,a/b",
                "a\\\\b,a\\b",
                "a\\\\u0041,a\\u0041",
                "\\u0041\\u00e9\\u20AC,Aé€",
                "\\uD83D\\ude00!,😀!",
                "x\\ud83d,x\ufffd",
                "\\ud83dx,\ufffdx",
                "\\ud83d\\n,`\ufffd\n`",
                "\\ude00\\ud83d,\ufffd\ufffd",
                "\\ud83d\\ud83d\\ude00,\ufffd😀",
                "é😀\\t€,`é😀\t€`",
            })
    void escapesBecomeWhatTheyStandFor(String json, String text) {
        assertThat(unquote('"' + json + '"')).isEqualTo(text);
    }

    @Test
    void everyTextComesBackAndJacksonReadsItTheSame() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            String text = randomText(random);
            String json = quote(text);
            assertThat(json.getBytes(UTF_8)).hasSize(JsonString.quotedLength(text.getBytes(UTF_8)));
            assertThat(unquote(json)).isEqualTo(text);
            assertThat(JACKSON.readValue(json, String.class)).isEqualTo(text);
        }
    }

    private static String randomText(Random random) {
        int[] highest = {0x20, 0x7f, 0x7ff, 0xd7ff, 0x10ffff};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            int codePoint = random.nextInt(highest[random.nextInt(highest.length)] + 1);
            text.appendCodePoint(Character.getType(codePoint) == Character.SURROGATE ? '"' : codePoint);
        }
        return text.toString();
    }

    private static String quote(String text) {
        return new String(JsonString.quote(text.getBytes(UTF_8)), UTF_8);
    }

    private static String unquote(String json) {
        byte[] utf8 = json.getBytes(UTF_8);
        return new String(JsonString.unquote(utf8, 1, utf8.length - 1), UTF_8);
    }
}

package confab.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesBodyTest {
    @Test
    void objectWithTheOneKeyAndBase64IsBytes() {
        assertThat(bytesOf("{\"$bytes\":\"aGk=\"}")).containsExactly('h', 'i');
        assertThat(bytesOf("{\"$bytes\":\"//8=\"}")).containsExactly(0xff, 0xff);
        assertThat(bytesOf("{\"$bytes\":\"\"}")).isEmpty();
    }

    @Test
    void escapesInKeyAndBase64AreRead() {
        assertThat(bytesOf("{\"\\u0024bytes\":\"\\/\\/8=\"}")).containsExactly(0xff, 0xff);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "5",
                "null",
                "\"aGk=\"",
                "[\"$bytes\",\"aGk=\"]",
                "{\"bytes\":\"aGk=\"}",
                "{\"$bytes\":\"aGk\"}",
                "{\"$bytes\":\"a-_=\"}",
                "{\"$bytes\":\"aGk=aGk=\"}",
                "{\"$bytes\":\"a\\nGk=\"}",
                "{\"$bytes\":5}",
                "{\"$bytes\":null}",
                "{\"$bytes\":[\"aGk=\"]}",
                "{\"$bytes\":{\"$bytes\":\"aGk=\"}}",
                "{\"$bytes\":\"aGk=\",\"x\":1}",
                "{\"x\":1,\"$bytes\":\"aGk=\"}",
                "{\"$bytes\":\"aGk=\",\"$bytes\":\"aGk=\"}",
                "{\"$bytes\\\"\":\"aGk=\"}",
                "[{\"$bytes\":\"aGk=\"}]",
            })
    void nothingElseIsBytes(String json) {
        assertThat(bytesOf(json)).isNull();
    }

    private static byte @Nullable [] bytesOf(String json) {
        return BytesBody.bytesOf(json.getBytes(UTF_8));
    }
}

package confab.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {
    private static final DateTimeFormatter JAVA =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00.000Z",
                "1969-12-31T23:59:59.999Z",
                "2026-11-21T09:08:07.000Z",
                "2026-11-21T09:08:07.010Z",
                "2024-02-29T23:59:59.999Z",
                "2100-03-01T00:00:00.001Z",
                "0001-01-01T00:00:00.000Z",
                "9999-12-31T23:59:59.999Z",
            })
    void millisecondsAlwaysHaveThreeDigits(String time) {
        assertThat(WireTime.text(Instant.parse(time).toEpochMilli())).isEqualTo(time);
    }

    @Test
    void anyTimeOfThisMillenniumIsWhatJavaSaysItIs() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            long at = random.nextLong(32_503_680_000_000L);
            assertThat(WireTime.text(at)).isEqualTo(JAVA.format(Instant.ofEpochMilli(at)));
        }
    }
}

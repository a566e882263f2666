package confab.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CloseReasonTest {
    @Test
    void shortReasonStaysAsItIs() {
        assertThat(CloseReason.cut("")).isEmpty();
        assertThat(CloseReason.cut("a".repeat(123))).isEqualTo("a".repeat(123));
        assertThat(CloseReason.cut("ä".repeat(61))).isEqualTo("ä".repeat(61));
    }

    @Test
    void longReasonIsCutAfter123Bytes() {
        assertThat(CloseReason.cut("a".repeat(124))).isEqualTo("a".repeat(123));
    }

    @Test
    void noCharacterIsCutInTwo() {
        assertThat(CloseReason.cut("ä".repeat(62))).isEqualTo("ä".repeat(61));
        for (int lead = 0; lead < 4; lead++) {
            String cut = CloseReason.cut("a".repeat(lead) + "😀".repeat(40));
            assertThat(cut).isEqualTo("a".repeat(lead) + "😀".repeat((123 - lead) / 4));
            assertThat(cut.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(CloseReason.MAX_BYTES);
        }
    }
}

package confab.protocol.socketio.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.model.InvalidValue;
import confab.model.PostId;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AckRefTest {
    @Test
    void bothComeBack() {
        for (Long ackId : Arrays.asList(null, 0L, 12L, (1L << 53) - 1)) {
            for (String ref : Arrays.asList(null, "r", ":", "7:x", "\u00005:", "😀")) {
                assertThat(AckRef.of(AckRef.pack(ackId, ref))).isEqualTo(new AckRef(ackId, ref));
            }
        }
    }

    @Test
    void neitherIsNoRef() {
        assertThat(AckRef.pack(null, null)).isNull();
    }

    @Test
    void anErrorsOwnReferenceStandsAsItIs() {
        assertThat(AckRef.of("join")).isEqualTo(new AckRef(null, "join"));
        assertThat(AckRef.of("")).isEqualTo(new AckRef(null, ""));
        assertThat(AckRef.of("5:x")).isEqualTo(new AckRef(null, "5:x"));
    }

    @Test
    void noPostsIdPassesForACallback() {
        String packed = Objects.requireNonNull(AckRef.pack(5L, null));
        assertThatThrownBy(() -> new PostId(packed)).isInstanceOf(InvalidValue.class);
    }
}

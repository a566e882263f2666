package confab.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import confab.model.InvalidValue;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.Request;
import confab.protocol.socketio.chat.ChatDialect;
import confab.socketio.Return;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who enters anew, and who goes on where it was. */
final class RecoveryTest {
    private static final ChatDialect CHAT = new ChatDialect(1_000, 1_000_000);
    private static final String ANNS = "\"pid\":\"p1\",\"offset\":\"1/log/QW5u/a=5/b=0\"";

    private final Recovery recovery = new Recovery("log", 2, () -> new UserName("guest-1"), () -> new SessionId("new"));

    @Test
    void whoComesBackIsAgainWhereItWas() {
        for (String auth : new String[] {"{" + ANNS + "}", "{" + ANNS + ",\"user\":\"Ann\"}"}) {
            Recovery.Arrival back = admit(auth);
            assertThat(back.pid()).isEqualTo(new Return(new SessionId("p1"), true));
            assertThat(back.requests().get(0)).isEqualTo(new Request.Hello(new UserName("Ann"), null));
            String ref = back.requests().get(1).ref();
            assertThat(back.requests().subList(1, 3))
                    .containsExactly(
                            new Request.Join(new RoomName("a"), new Request.Start.After(5), "log", ref),
                            new Request.Join(new RoomName("b"), new Request.Start.After(0), "log", ref));
            assertThat(text(back)).isEqualTo("1/log/QW5u/a=5/b=0");
        }
    }

    @Test
    void whoIsNewGetsANameAndAPid() {
        Recovery.Arrival ann = admit("{\"user\":\"Ann\"}");
        assertThat(ann.requests()).containsExactly(new Request.Hello(new UserName("Ann"), null));
        assertThat(ann.pid()).isEqualTo(new Return(new SessionId("new"), false));
        assertThat(text(ann)).isEqualTo("1/log/QW5u");
        Recovery.Arrival guest = admit("{}");
        assertThat(guest.requests()).containsExactly(new Request.Hello(new UserName("guest-1"), null));
        assertThat(text(guest)).startsWith("1/log/").isNotEqualTo("1/log/QW5u");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pid\":\"p1\"}",
                "{\"pid\":\"p1\",\"offset\":\"hello\"}",
                "{\"pid\":\"p1\",\"offset\":7}",
                "{\"pid\":{},\"offset\":\"1/log/QW5u/a=5\"}",
                "{\"offset\":\"1/log/QW5u/a=5\"}",
                "{\"pid\":\"\\\"\",\"offset\":\"1/log/QW5u/a=5\"}",
                "{\"pid\":\"p1\",\"offset\":\"1/another/QW5u/a=5\"}",
                "{\"pid\":\"p1\",\"offset\":\"1/log/QW5u/a=5/b=1/c=1\"}",
                "{\"pid\":\"p1\",\"offset\":\"1/log/QW5u/a=5\",\"user\":\"Bob\"}",
            })
    void whoBearsWhatIsOfNoUseIsNew(String auth) {
        Recovery.Arrival arrival = admit(auth);
        assertThat(arrival.pid()).isEqualTo(new Return(new SessionId("new"), false));
        assertThat(arrival.requests()).hasSize(1);
        assertThat(arrival.offset().rooms()).isEmpty();
    }

    @Test
    void whoCannotBeThatIsRefusedComingBackOrNot() {
        assertThatThrownBy(() -> admit("{\"user\":5," + ANNS + "}")).isInstanceOf(InvalidValue.class);
    }

    private Recovery.Arrival admit(String auth) {
        try {
            return recovery.admit(CHAT, new ObjectMapper().readTree(auth));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String text(Recovery.Arrival arrival) {
        return new String(arrival.text().bytes(), StandardCharsets.US_ASCII);
    }
}

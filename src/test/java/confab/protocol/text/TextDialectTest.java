package confab.protocol.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import confab.model.Body;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.CloseCode;
import confab.protocol.CloseReason;
import confab.protocol.Dialect;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import confab.protocol.Frame;
import confab.protocol.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextDialectTest {
    private static final RoomName ROOM = new RoomName("r");
    private static final UserName ANN = new UserName("Ann");

    private final AtomicInteger lastId = new AtomicInteger();
    private final TextDialect dialect =
            new TextDialect(ROOM, null, () -> new PostId("id-" + lastId.incrementAndGet()), 32);

    @Test
    void connectionItselfSaysHelloAndJoins() {
        Request join = new Request.Join(ROOM, new Request.Start.Newest(0), null, null);

        assertThat(dialect.opening()).containsExactly(new Request.Hello(null, null), join);
        assertThat(new TextDialect(ROOM, ANN, () -> new PostId("1"), 32).opening())
                .containsExactly(new Request.Hello(ANN, null), join);
    }

    @Test
    void everyTextIsPostedAsAStringUnderAnIdOfItsOwn() {
        assertThat(decode("hi")).isEqualTo(post("id-1", "\"hi\""));
        assertThat(decode("")).isEqualTo(post("id-2", "\"\""));
        assertThat(decode("{\"a\":\n1}")).isEqualTo(post("id-3", "\"{\\\"a\\\":\\n1}\""));
        assertThat(decode("é😀\u0000\\")).isEqualTo(post("id-4", "\"é😀\\u0000\\\\\""));
    }

    @Test
    void textIsBoundedByItsLengthAsJson() {
        assertThat(decode("x".repeat(30))).isInstanceOf(Request.Post.class);
        assertThat(decode("\"".repeat(15))).isInstanceOf(Request.Post.class);
        Request tooLarge = new Request.Malformed(ErrorCode.TOO_LARGE, "a text is at most 32 bytes long as JSON", null);
        assertThat(decode("x".repeat(31))).isEqualTo(tooLarge);
        assertThat(decode("\"".repeat(16))).isEqualTo(tooLarge);
        assertThat(decode("é".repeat(16))).isEqualTo(tooLarge);
    }

    @Test
    void binaryFrameIsRefused() {
        assertThat(dialect.decode(new Frame.Binary(new byte[3])))
                .isEqualTo(new Request.Refused(CloseCode.UNSUPPORTED_DATA, "frames are text here"));
    }

    @ParameterizedTest
    @EnumSource(value = ErrorCode.class, mode = EnumSource.Mode.EXCLUDE, names = "TOO_LARGE")
    void postThatIsNotKeptClosesWithTheReason(ErrorCode code) {
        assertThat(dialect.encode(new Event.Failed(code, "because", "id-1", Duration.ofSeconds(1))))
                .isEqualTo(new Dialect.Output.Close(CloseCode.TRY_AGAIN_LATER, code.wireName() + ": because"));
    }

    @Test
    void textThatIsTooLargeClosesAsTooBig() {
        assertThat(dialect.encode(new Event.Failed(ErrorCode.TOO_LARGE, "too long", null, null)))
                .isEqualTo(new Dialect.Output.Close(CloseCode.TOO_BIG, "too_large: too long"));
    }

    @Test
    void lostMessagesCloseAsTooSlow() {
        assertThat(dialect.encode(new Event.Gap(ROOM, 3, 9, "L")))
                .isEqualTo(new Dialect.Output.Close(CloseCode.TOO_SLOW, "messages 3 to 9 are no longer kept"));
    }

    @Test
    void aClosedRoomClosesAsGoingAway() {
        assertThat(dialect.encode(Event.Left.putOut(ROOM)))
                .isEqualTo(new Dialect.Output.Close(CloseCode.GOING_AWAY, "the room was closed: " + ROOM.value()));
    }

    @Test
    void reasonFitsIntoACloseFrame() {
        Dialect.Output output = dialect.encode(new Event.Failed(ErrorCode.UNAVAILABLE, "é".repeat(500), null, null));

        String reason = ((Dialect.Output.Close) output).reason();
        assertThat(reason.getBytes(UTF_8)).hasSizeBetween(CloseReason.MAX_BYTES - 1, CloseReason.MAX_BYTES);
    }

    static List<Event> unheard() {
        Event.Crowd crowd = new Event.Crowd(1, List.of(ANN), 0);
        return List.of(
                new Event.Welcome(new SessionId("s"), ANN, "n", Duration.ZERO, new Event.Limits(1, 1, 1), null),
                new Event.Joined(ROOM, 1, "L", false, crowd, null),
                new Event.Left(ROOM, null),
                new Event.Posted(ROOM, new PostId("1"), 1, 0, null),
                new Event.HistoryPage(ROOM, List.of(), false, null),
                new Event.Present(ROOM, crowd, null),
                new Event.Pong(null),
                new Event.Presence(ROOM, List.of(ANN), List.of(), 1, 0),
                new Event.Typing(ROOM, ANN),
                new Event.Goodbye(CloseCode.GOING_AWAY, "drain", true, Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("unheard")
    void restIsNotHeardOf(Event event) {
        assertThat(dialect.encode(event)).isEqualTo(Dialect.SILENT);
    }

    private Request decode(String text) {
        return dialect.decode(new Frame.Text(text.getBytes(UTF_8)));
    }

    private static Request post(String id, String json) {
        return new Request.Post(ROOM, new PostId(id), Body.ofJson(json.getBytes(UTF_8)), null);
    }
}

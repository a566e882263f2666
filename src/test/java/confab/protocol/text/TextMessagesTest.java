package confab.protocol.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import confab.model.Body;
import confab.model.Message;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.Frame;
import confab.protocol.MessageFormat;
import confab.protocol.Request;
import confab.protocol.WebSocketFrames;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextMessagesTest {
    private static final RoomName ROOM = new RoomName("r");
    private static final TextMessages FORMAT = new TextMessages();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"hi\"|hi",
                "\"\"|``",
                "\"a\\\"b\\\\c\\/d\"|a\"b\\c/d",
                "\"\\u0041\\t\"|`A\t`",
                "\"\\ud83d\\ude00 😀\"|😀 😀",
                "\"\\ud83d!\\ude00\"|\ufffd!\ufffd",
                "5|5",
                "1.50|1.50",
                "null|null",
                "[1,\"a\\u0041\"]|[1,\"a\\u0041\"]",
                "{\"a\":\"b\"}|{\"a\":\"b\"}",
                "{\"$bytes\":\"no base64\"}|{\"$bytes\":\"no base64\"}",
                "[{\"$bytes\":\"aGk=\"}]|[{\"$bytes\":\"aGk=\"}]",
            })
    void bodyIsOneTextFrame(String json, String text) {
        assertThat(encode(json).wire()).isEqualTo(WebSocketFrames.text(text.getBytes(UTF_8)));
    }

    @Test
    void bodyThatIsOnlyBytesIsOneBinaryFrame() {
        assertThat(encode("{\"$bytes\":\"AP9o\"}").wire())
                .isEqualTo(WebSocketFrames.binary(new byte[] {0, (byte) 0xff, 'h'}));
        assertThat(encode("{\"$bytes\":\"\"}").wire()).isEqualTo(WebSocketFrames.binary(new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hi", "", "\"", "\\u0041", "a\nb\u0000", "é€😀", "{\"$bytes\":\"aGk=\"}"})
    void textComesThroughVerbatim(String text) {
        TextDialect dialect = new TextDialect(ROOM, null, () -> new PostId("1"), 16_384);
        Request.Post post = (Request.Post) dialect.decode(new Frame.Text(text.getBytes(UTF_8)));

        assertThat(dialect.messages()
                        .encode(ROOM, List.of(message(post.body())))
                        .wire())
                .isEqualTo(WebSocketFrames.text(text.getBytes(UTF_8)));
    }

    @Test
    void framesFollowOneAnotherAtTheirEnds() {
        MessageFormat.Frames frames = encode("\"hi\"", "{\"$bytes\":\"aGk=\"}", "7", '"' + "x".repeat(300) + '"');

        assertThat(frames.ends()).containsExactly(4, 8, 11, 11 + 4 + 300);
        assertThat(Arrays.copyOfRange(frames.wire(), frames.start(1), frames.end(1)))
                .isEqualTo(WebSocketFrames.binary("hi".getBytes(UTF_8)));
        assertThat(Arrays.copyOfRange(frames.wire(), frames.start(3), frames.end(3)))
                .isEqualTo(WebSocketFrames.text("x".repeat(300).getBytes(UTF_8)));
    }

    @Test
    void senderIsNotShownItsOwnPosts() {
        assertThat(FORMAT.echoesToSender()).isFalse();
    }

    private static MessageFormat.Frames encode(String... bodies) {
        return FORMAT.encode(
                ROOM,
                Stream.of(bodies)
                        .map(json -> message(Body.ofJson(json.getBytes(UTF_8))))
                        .toList());
    }

    private static Message message(Body body) {
        return new Message(1, new PostId("1"), new UserName("Ann"), body, 0, new SessionId("s"));
    }
}

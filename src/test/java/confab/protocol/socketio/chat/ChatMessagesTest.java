package confab.protocol.socketio.chat;

import static confab.protocol.socketio.chat.Spoken.AT;
import static confab.protocol.socketio.chat.Spoken.event;
import static confab.protocol.socketio.chat.Spoken.heard;
import static confab.protocol.socketio.chat.Spoken.json;
import static confab.protocol.socketio.chat.Spoken.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import confab.model.Body;
import confab.model.Message;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.Frame;
import confab.protocol.MessageFormat;
import confab.protocol.Request;
import confab.protocol.json.JsonDialect;
import confab.protocol.json.MessageText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts are what socket.io-parser 4.2.4 writes for the same objects. */
class ChatMessagesTest {
    private static final RoomName ROOM = new RoomName("r");
    private static final ChatDialect DIALECT = new ChatDialect(16_384, 1_000_000);
    private static final MessageFormat FORMAT = DIALECT.messages();

    @Test
    void messageHasItsText() {
        Message odd = new Message(
                1234567890L,
                new PostId("a\"\\b"),
                new UserName("Ann \"😀\" \\"),
                json("{\"x\":[1.5,\"é\"]}"),
                AT,
                new SessionId("never shown"));
        assertThat(heard(FORMAT.encode(new RoomName("A.b_c-1:@#"), List.of(odd)).wire()))
                .containsExactly(
                        "2/chat,[\"message\",{\"room\":\"A.b_c-1:@#\",\"seq\":1234567890,\"id\":\"a\\\"\\\\b\","
                                + "\"from\":\"Ann \\\"😀\\\" \\\\\",\"body\":{\"x\":[1.5,\"é\"]},"
                                + "\"at\":\"2026-01-01T00:00:00.007Z\"}]");
    }

    @Test
    void bytesAreAttachedAtAnyDepth() {
        assertThat(delivered("{\"$bytes\":\"Af8=\"}"))
                .containsExactly(
                        "51-/chat,[\"message\",{\"room\":\"r\",\"seq\":7,\"id\":\"i\",\"from\":\"Ann\","
                                + "\"body\":{\"_placeholder\":true,\"num\":0},\"at\":\"2026-01-01T00:00:00.007Z\"}]",
                        "0x01ff");
        String several = "{\"a\":{\"$bytes\":\"AQ==\"},\"t\":\"x\",\"b\":[{\"$bytes\":\"\"},{\"$bytes\":\"AgM=\"}]}";
        assertThat(delivered(several))
                .containsExactly(
                        "53-/chat,[\"message\",{\"room\":\"r\",\"seq\":7,\"id\":\"i\",\"from\":\"Ann\","
                                + "\"body\":{\"a\":{\"_placeholder\":true,\"num\":0},\"t\":\"x\","
                                + "\"b\":[{\"_placeholder\":true,\"num\":1},{\"_placeholder\":true,\"num\":2}]},"
                                + "\"at\":\"2026-01-01T00:00:00.007Z\"}]",
                        "0x01",
                        "0x",
                        "0x0203");
    }

    @Test
    void aMessageOfSeveralFramesIsOneEntry() {
        List<String> bodies =
                List.of("\"a\"", "{\"$bytes\":\"AQ==\"}", "[{\"$bytes\":\"Ag==\"},{\"$bytes\":\"\"}]", "{}");
        MessageFormat.Frames frames = FORMAT.encode(
                ROOM,
                IntStream.range(0, bodies.size())
                        .mapToObj(i -> message(i + 1, bodies.get(i)))
                        .toList());
        assertThat(frames.ends()).hasSize(4);
        assertThat(frames.end(3)).isEqualTo(frames.wire().length);
        assertThat(heard(frames, 0)).hasSize(1).allMatch(text -> text.contains("\"seq\":1,"));
        assertThat(heard(frames, 1)).hasSize(2).element(0).asString().contains("\"seq\":2,");
        assertThat(heard(frames, 2)).hasSize(3).element(0).asString().contains("\"seq\":3,");
        assertThat(heard(frames, 3)).hasSize(1).allMatch(text -> text.contains("\"seq\":4,"));
    }

    /** On both sides of each length of a frame's header. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 14, 15, 16, 17, 18, 1_000, 65_417, 65_418, 65_419, 65_420, 65_421, 70_000})
    void plainBodyIsWrittenAsItsPacketWouldBe(int size) {
        Message message = message(7, '"' + "x".repeat(size - 2) + '"');
        byte[] object = new MessageText(MessageText.opening(ROOM).getBytes(UTF_8), message).text();
        assertThat(FORMAT.encode(ROOM, List.of(message)).wire())
                .isEqualTo(new NamespaceFrames(DIALECT.namespace()).event("message", Body.ofJson(object)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"$bytes\":\"AQ==\"},{\"_placeholder\":true}]",
                "[{\"$bytes\":\"AQ==\"},{\"a\":1,\"_placeholder\":true,\"num\":9}]",
            })
    void bytesBesideWhatReadsAsAPlaceholderStayText(String body) {
        assertThat(delivered(body)).hasSize(1).element(0).asString().contains("\"body\":" + body + ",");
    }

    @Test
    void moreBytesThanClientsTakeStayText() {
        String ten = bytes(10);
        assertThat(delivered('[' + ten + ']')).hasSize(11).element(0).asString().startsWith("510-/chat,");
        assertThat(delivered('[' + ten + ",{\"$bytes\":\"AQ==\"}]"))
                .hasSize(1)
                .element(0)
                .asString()
                .startsWith("2/chat,")
                .contains(bytes(11));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$bytes\":\"aGk=\"}",
                "[[{\"$bytes\":\"\"}],{\"x\":{\"$bytes\":\"AP8A\"}}]",
                "\"{\\\"$bytes\\\":\\\"AQ==\\\"}\"",
                "{\"$bytes\":5}",
                "{\"$bytes\":\"AQ==\",\"x\":1}",
                "{\"text\":\"{\",\"$bytes\":\"AQ==\"}",
                "\"plain\"",
                "[{\"$bytes\":\"AQ==\"},{\"_placeholder\":true}]",
            })
    void whatAJsonClientPostsIsReadAndPostedAgainAsTheSame(String body) throws Exception {
        String frame = "{\"type\":\"post\",\"room\":\"r\",\"id\":\"i\",\"body\":" + body + "}";
        Request.Post post = (Request.Post) new JsonDialect(16_384).decode(new Frame.Text(frame.getBytes(UTF_8)));
        List<String> heard = delivered(post.body().toString());

        JsonNode object = event(heard).arguments().tree(0);
        assertThat(object.get("seq").intValue()).isEqualTo(7);
        Request again = DIALECT.decode(event(heard.stream()
                .map(text -> text.replace("[\"message\",", "[\"post\","))
                .toList()));
        assertThat(again).isEqualTo(new Request.Post(ROOM, new PostId("i"), json(body), null));
    }

    @Test
    void senderIsShownItsOwnPosts() {
        assertThat(FORMAT.echoesToSender()).isTrue();
    }

    private static List<String> delivered(String body) {
        return heard(FORMAT.encode(ROOM, List.of(message(7, body))).wire());
    }

    private static String bytes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"$bytes\":\"AQ==\"}").collect(Collectors.joining(","));
    }
}

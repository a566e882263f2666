package confab.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import confab.model.Body;
import confab.model.Message;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonMessagesTest {
    private static final RoomName ROOM = new RoomName("A.b_c-1:@#");
    private static final JsonMessages FORMAT = new JsonMessages();

    @Test
    void messageHasItsText() {
        Message message = new Message(
                1234567890L,
                new PostId("a\"\\b"),
                new UserName("Ann \"😀\" \\"),
                body("{\"x\":[1.0,\"é\"]}"),
                1_767_225_600_007L,
                new SessionId("never shown"));

        assertThat(WireText.only(FORMAT.encode(ROOM, List.of(message)).wire()))
                .isEqualTo("{\"type\":\"message\",\"room\":\"A.b_c-1:@#\",\"seq\":1234567890,\"id\":\"a\\\"\\\\b\","
                        + "\"from\":\"Ann \\\"😀\\\" \\\\\",\"body\":{\"x\":[1.0,\"é\"]},"
                        + "\"at\":\"2026-01-01T00:00:00.007Z\"}");
    }

    @Test
    void framesFollowOneAnotherAtTheirEnds() throws Exception {
        List<Message> messages = new ArrayList<>();
        // Sizes on both sides of each of the three frame headers.
        for (int size : new int[] {2, 10, 11, 200, 65_400, 65_425, 65_426, 70_000, 3}) {
            messages.add(message(messages.size() + 1, '"' + "x".repeat(size - 2) + '"'));
        }

        MessageFormat.Frames frames = FORMAT.encode(ROOM, messages);

        assertThat(frames.ends()).hasSize(messages.size());
        assertThat(frames.end(messages.size() - 1)).isEqualTo(frames.wire().length);
        for (int i = 0; i < messages.size(); i++) {
            JsonNode read = new ObjectMapper().readTree(WireText.at(frames, i));
            assertThat(read.get("seq").longValue()).isEqualTo(i + 1);
            assertThat(read.get("body").toString())
                    .isEqualTo(messages.get(i).body().toString());
        }
    }

    @Test
    void everySeqIsWrittenWithItsDigits() throws Exception {
        Random random = new Random(3);
        List<Message> messages = new ArrayList<>();
        for (long seq = 1; seq > 0 && seq < RequestReader.MAX_SEQ; seq *= 10) {
            messages.add(message(seq, "0"));
            messages.add(message(Math.max(1, seq - 1), "0"));
        }
        for (int i = 0; i < 1_000; i++) {
            messages.add(message(1 + (random.nextLong() & RequestReader.MAX_SEQ - 1), "0"));
        }
        messages.add(message(RequestReader.MAX_SEQ, "0"));

        MessageFormat.Frames frames = FORMAT.encode(ROOM, messages);

        for (int i = 0; i < messages.size(); i++) {
            JsonNode read = new ObjectMapper().readTree(WireText.at(frames, i));
            assertThat(read.get("seq").longValue()).isEqualTo(messages.get(i).seq());
        }
    }

    @Test
    void noMessagesAreNoBytes() {
        assertThat(FORMAT.encode(ROOM, List.of()).wire()).isEmpty();
    }

    @Test
    void senderIsShownItsOwnPosts() {
        assertThat(FORMAT.echoesToSender()).isTrue();
        assertThat(new JsonDialect(1).messages().echoesToSender()).isTrue();
    }

    private static Message message(long seq, String body) {
        return new Message(seq, new PostId("1"), new UserName("Ann"), body(body), seq, new SessionId("s"));
    }

    private static Body body(String json) {
        return Body.ofJson(json.getBytes(UTF_8));
    }
}

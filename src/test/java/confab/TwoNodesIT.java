package confab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import confab.scene.TextClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of two nodes in one room. */
final class TwoNodesIT {
    private static final int MESSAGES = 60;

    @TempDir
    private static Path folder;

    private static NodeProcess first;
    private static NodeProcess second;

    @BeforeAll
    static void start() throws IOException {
        first = NodeProcess.start(folder);
        second = NodeProcess.join(first, folder);
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @Test
    void allHearOneOrderExactlyOnceAndPlainTextDoesNotHearItself() {
        JsonClient ann = JsonClient.join(first, "Ann", "order");
        JsonClient bob = JsonClient.join(second, "Bob", "order");
        TextClient tom = TextClient.open(first, "?room=order&user=Tom");
        TextClient tim = TextClient.open(second, "?room=order&user=Tim");
        ann.await("presence", presence -> presence.path("members").asInt() == 4);

        for (int i = 0; i < MESSAGES; i++) {
            switch (i % 4) {
                case 0 -> ann.post("order", "a" + i, "Ann " + i);
                case 1 -> bob.post("order", "b" + i, "Bob " + i);
                case 2 -> tom.say("Tom " + i);
                default -> tim.say("Tim " + i);
            }
        }

        List<JsonNode> heard = ann.awaitFrames("message", MESSAGES);
        assertThat(seqs(heard))
                .isEqualTo(IntStream.rangeClosed(1, MESSAGES).boxed().toList());
        assertThat(bob.awaitFrames("message", MESSAGES)).isEqualTo(heard);
        List<String> bodies = bodies(heard);
        assertThat(tom.awaitTexts(MESSAGES * 3 / 4)).isEqualTo(without(bodies, "Tom"));
        assertThat(tim.awaitTexts(MESSAGES * 3 / 4)).isEqualTo(without(bodies, "Tim"));
        for (String sender : List.of("Ann", "Bob", "Tom", "Tim")) {
            assertThat(bodies.stream().filter(body -> body.startsWith(sender)).toList())
                    .as("posts of one connection keep their order")
                    .isSortedAccordingTo((a, b) -> Integer.compare(number(a), number(b)))
                    .hasSize(MESSAGES / 4);
        }
        assertThat(ann.awaitFrames("posted", MESSAGES / 4)).hasSize(MESSAGES / 4);
    }

    @Test
    void aPostSentAgainOnAnotherNodeIsPostedOnce() {
        JsonClient ann = JsonClient.join(first, "Ann", "again");
        ann.post("again", "same", "once");
        JsonNode posted = ann.await("posted");
        JsonClient elsewhere = JsonClient.join(second, "Ann", "again");

        elsewhere.post("again", "same", "twice?");
        JsonNode repeated = elsewhere.await("posted");
        elsewhere.post("again", "next", "and on");
        elsewhere.await("posted");

        assertThat(repeated.get("seq")).isEqualTo(posted.get("seq"));
        assertThat(repeated.get("at")).isEqualTo(posted.get("at"));
        assertThat(bodies(ann.awaitFrames("message", 2))).containsExactly("once", "and on");
        assertThat(bodies(elsewhere.awaitFrames("message", 1))).containsExactly("and on");
    }

    @Test
    void whoLostItsConnectionResumesOnTheOtherNodeWithoutGapOrRepeat() {
        JsonClient bob = JsonClient.join(second, "Bob", "resume");
        JsonClient ann = JsonClient.join(first, "Ann", "resume");
        for (int i = 1; i <= 300; i++) {
            ann.post("resume", "p" + i, i);
            ann.await("posted");
            if (i == 100) {
                bob.awaitFrames("message", 100);
                bob.close();
            }
        }
        JsonClient back = JsonClient.open(first, "Bob");

        back.say(Map.of("type", "join", "room", "resume", "after", 100));
        ann.post("resume", "p301", 301);

        JsonNode joined = back.await("joined");
        assertThat(joined.get("seq").asInt()).isBetween(300, 301);
        assertThat(joined.has("reset")).isFalse();
        assertThat(seqs(back.awaitFrames("message", 201)))
                .isEqualTo(IntStream.rangeClosed(101, 301).boxed().toList());
        assertThat(back.frames("gap")).isEmpty();
    }

    @Test
    void presenceAndTypingReachTheOtherNode() {
        JsonClient ann = JsonClient.join(first, "Ann", "people");
        JsonClient bob = JsonClient.join(second, "Bob", "people");
        JsonNode came = ann.await("presence");
        bob.say(Map.of("type", "typing", "room", "people"));
        JsonNode typing = ann.await("typing");
        bob.say(Map.of("type", "leave", "room", "people"));
        JsonNode went = ann.await("presence");

        assertThat(texts(came.get("joined"))).containsExactly("Bob");
        assertThat(came.get("members").asInt()).isEqualTo(2);
        assertThat(typing.get("user").asText()).isEqualTo("Bob");
        assertThat(bob.await("left").get("room").asText()).isEqualTo("people");
        assertThat(texts(went.get("left"))).containsExactly("Bob");
        assertThat(went.get("members").asInt()).isEqualTo(1);
        assertThat(bob.frames("typing")).isEmpty();
    }

    private static List<Integer> seqs(List<JsonNode> messages) {
        return messages.stream().map(message -> message.get("seq").asInt()).toList();
    }

    private static List<String> bodies(List<JsonNode> messages) {
        return messages.stream().map(message -> message.get("body").asText()).toList();
    }

    private static List<String> without(List<String> bodies, String sender) {
        return bodies.stream().filter(body -> !body.startsWith(sender)).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static int number(String body) {
        return Integer.parseInt(body.substring(body.indexOf(' ') + 1));
    }
}

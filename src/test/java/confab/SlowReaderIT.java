package confab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import confab.scene.RawSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers that fall behind, and what it costs the others: nothing. */
final class SlowReaderIT {
    private static final int POSTS = 1_500;
    private static final String BODY = "x".repeat(8_000);

    @TempDir
    private Path folder;

    @Test
    void slowReaderIsCaughtUpAndOthersDoNotWait() throws IOException {
        // Little is kept in memory, so that who is behind is fed from the log.
        try (NodeProcess node = NodeProcess.start(folder, "--config=" + config("relay.recent-messages = 64"))) {
            RawSocket slow = RawSocket.upgrade(node.port(), "/ws");
            slow.sayText("{\"type\":\"hello\",\"user\":\"Slow\"}");
            slow.sayText("{\"type\":\"join\",\"room\":\"room\",\"history\":0}");
            JsonClient ann = JsonClient.join(node, "Ann", "room");

            postMany(ann, POSTS);
            List<JsonNode> heard = ann.awaitFrames("message", POSTS);

            assertThat(seqs(heard))
                    .isEqualTo(IntStream.rangeClosed(1, POSTS).boxed().toList());
            List<Integer> late = slow.readMessages(POSTS);
            assertThat(late).isEqualTo(IntStream.rangeClosed(1, POSTS).boxed().toList());
            ann.post("room", "last", "live again");
            assertThat(slow.readMessages(1)).containsExactly(POSTS + 1);
            slow.close();
        }
    }

    @Test
    void whoStopsReadingForGoodIsClosedAndWhoResumesTooFarBackGetsAGap() throws IOException {
        Path config = config("edge.slow-reader-timeout = 2s", "relay.resume-limit = 100");
        try (NodeProcess node = NodeProcess.start(folder, "--config=" + config)) {
            RawSocket stuck = RawSocket.upgrade(node.port(), "/ws");
            stuck.sayText("{\"type\":\"hello\",\"user\":\"Stuck\"}");
            stuck.sayText("{\"type\":\"join\",\"room\":\"room\",\"history\":0}");
            JsonClient ann = JsonClient.join(node, "Ann", "room");

            postMany(ann, POSTS);
            JsonNode left =
                    ann.await("presence", presence -> presence.get("left").size() == 1);

            assertThat(left.get("left").get(0).asText()).isEqualTo("Stuck");
            stuck.close();
            JsonClient back = JsonClient.open(node, "Stuck");
            back.say(Map.of("type", "join", "room", "room", "after", 10));
            assertThat(back.await("joined").get("seq").asInt()).isEqualTo(POSTS);
            JsonNode gap = back.await("gap");
            assertThat(gap.get("from").asInt()).isEqualTo(11);
            assertThat(gap.get("to").asInt()).isEqualTo(POSTS - 100);
            assertThat(gap.get("log")).isNotNull();
            assertThat(seqs(back.awaitFrames("message", 100)))
                    .isEqualTo(IntStream.rangeClosed(POSTS - 99, POSTS).boxed().toList());
        }
    }

    @Test
    void whoRemembersAnotherLogIsTold() throws IOException {
        try (NodeProcess node = NodeProcess.start(folder, "--memory")) {
            JsonClient ann = JsonClient.join(node, "Ann", "room");
            ann.post("room", "1", "one");
            ann.await("posted");
            ann.say(Map.of("type", "join", "room", "room", "after", 7));
            JsonNode ahead = ann.await("joined");
            ann.say(Map.of("type", "join", "room", "room", "after", 0, "log", "another"));
            JsonNode other = ann.await("joined");

            assertThat(ahead.get("reset").asBoolean()).isTrue();
            assertThat(other.get("reset").asBoolean()).isTrue();
            assertThat(ann.await("message").get("seq").asInt()).isEqualTo(1);
        }
    }

    private static void postMany(JsonClient client, int posts) {
        for (int i = 0; i < posts; i++) {
            client.post("room", "p" + i, BODY);
        }
        client.awaitFrames("posted", posts);
    }

    private static List<Integer> seqs(List<JsonNode> messages) {
        return messages.stream().map(message -> message.get("seq").asInt()).toList();
    }

    private Path config(String... settings) throws IOException {
        Path file = folder.resolve("test.conf");
        String all = "confab.session.posts-per-second = 0\n";
        for (String setting : settings) {
            all += "confab." + setting + "\n";
        }
        return Files.writeString(file, all);
    }
}

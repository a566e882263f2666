package confab;

import static org.assertj.core.api.Assertions.assertThat;

import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients hear of messages that the log has deleted. */
final class RetentionIT {
    private static final int POSTS = 40;
    private static final int MAX_LOOKS = 1_000;

    @TempDir
    private Path folder;

    @Test
    void deletedMessagesAreAGapAndTheirNumbersAreNotUsedAgain() throws IOException {
        try (NodeProcess node = NodeProcess.start(folder)) {
            JsonClient ann = JsonClient.join(node, "Ann", "room");
            IntStream.rangeClosed(1, POSTS).forEach(n -> ann.post("room", "id" + n, n));
            ann.awaitFrames("posted", POSTS);
        }
        try (NodeProcess node = start("retention-messages = 7")) {
            awaitGap(node, POSTS - 7);
            JsonClient back = joinAfterTheThird(node);
            assertThat(back.awaitFrames("message", 7))
                    .extracting(message -> message.get("seq").asInt())
                    .containsExactly(34, 35, 36, 37, 38, 39, 40);
            assertThat(back.frames("gap"))
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.get("from").asInt()).isEqualTo(4))
                    .satisfies(gap -> assertThat(gap.get("to").asInt()).isEqualTo(33));
        }
        try (NodeProcess node = start("retention-age = 1ms")) {
            awaitGap(node, POSTS);
            JsonClient back = joinAfterTheThird(node);
            back.post("room", "id1", "the same id, which the log knows no more");
            assertThat(back.await("message").get("seq").asInt()).isEqualTo(POSTS + 1);
            back.say(Map.of("type", "history", "room", "room", "before", POSTS));
            assertThat(back.await("history").get("messages")).isEmpty();
        }
    }

    private NodeProcess start(String retention) throws IOException {
        Path config = Files.writeString(
                folder.resolve("retention.conf"), "confab.log { retention-interval = 20ms\n" + retention + " }");
        return NodeProcess.start(folder, "--config=" + config);
    }

    private static JsonClient joinAfterTheThird(NodeProcess node) {
        JsonClient client = JsonClient.open(node, "Back");
        client.say(Map.of("type", "join", "room", "room", "after", 3));
        client.await("joined");
        return client;
    }

    /** Until all messages up to there are deleted. */
    private static void awaitGap(NodeProcess node, int to) {
        int reached = 0;
        for (int n = 0; reached != to && n < MAX_LOOKS; n++) {
            reached = joinAfterTheThird(node).await("gap").get("to").asInt();
        }
        assertThat(reached).isEqualTo(to);
    }
}

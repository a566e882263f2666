package confab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that keep messages in memory only: each reads from the node that owns the room. */
final class MemoryClusterIT {
    /** Rooms enough that each node owns some. */
    private static final int ROOMS = 4;

    @TempDir
    private Path folder;

    @Test
    void historyIsReadFromTheNodeThatOwnsTheRoom() throws IOException {
        try (NodeProcess first = NodeProcess.start(folder, "--memory");
                NodeProcess second = NodeProcess.join(first, folder, "--memory")) {
            JsonClient ann = JsonClient.open(first, "Ann");
            JsonClient bob = JsonClient.open(second, "Bob");
            for (int room = 0; room < ROOMS; room++) {
                ann.say(Map.of("type", "join", "room", "room" + room));
                for (int i = 1; i <= 200; i++) {
                    ann.post("room" + room, "p" + i, i);
                }
            }
            ann.awaitFrames("posted", 200 * ROOMS);
            for (int room = 0; room < ROOMS; room++) {
                bob.say(Map.of("type", "join", "room", "room" + room, "after", 0));
                bob.say(Map.of("type", "history", "room", "room" + room, "before", 151, "limit", 150));
            }
            assertThat(bob.awaitFrames("message", 200 * ROOMS)).hasSize(200 * ROOMS);
            assertThat(bob.awaitFrames("history", ROOMS)).allSatisfy(MemoryClusterIT::assertWhole);
            assertThat(bob.frames("gap")).isEmpty();
        }
    }

    @Test
    void aNodeWithAFolderDoesNotJoinThem() throws IOException {
        try (NodeProcess first = NodeProcess.start(folder, "--memory");
                NodeProcess second = NodeProcess.launch(folder, "--seed=127.0.0.1:" + first.nodePort())) {
            assertThat(second.exitCode(Duration.ofSeconds(60))).isEqualTo(1);
            assertThat(second.output()).contains("--memory to every node");
        }
    }

    private static void assertWhole(JsonNode history) {
        assertThat(history.get("messages")).hasSize(150);
        assertThat(history.get("messages").get(0).get("seq").asInt()).isEqualTo(1);
        assertThat(history.get("more").asBoolean()).isFalse();
    }
}

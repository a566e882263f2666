package confab;

import static org.assertj.core.api.Assertions.assertThat;

import confab.scene.JsonClient;
import confab.scene.Network;
import confab.scene.NodeProcess;
import confab.scene.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes, and the network between them is cut. */
final class PartitionIT {
    private static final int ROOMS = 12;

    /** The node that is cut off finds out, decides, and leaves. */
    private static final Duration GONE_AFTER = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    @Test
    void theMinorityEndsAndTheMajorityGoesOnWithOneOrder() throws IOException {
        try (Network network = Network.orSkip()) {
            Place apart = network.newPlace();
            try (NodeProcess first = NodeProcess.start(network.newPlace(), folder);
                    NodeProcess second = NodeProcess.start(
                            network.newPlace(), folder, first.place().seed());
                    NodeProcess third =
                            NodeProcess.start(apart, folder, first.place().seed())) {
                JsonClient ann = inAllRooms(first, "Ann");
                JsonClient cat = inAllRooms(third, "Cat");
                postEverywhere(ann, "1");
                cat.awaitFrames("message", ROOMS);

                network.cut(List.of(first.place(), second.place()), List.of(apart));
                postEverywhere(ann, "2");
                ann.awaitFrames("posted", 2 * ROOMS);
                third.exitCode(GONE_AFTER);
                network.heal();

                try (NodeProcess again =
                        NodeProcess.start(apart, folder, first.place().seed())) {
                    JsonClient back = inAllRooms(again, "Cat");
                    postEverywhere(back, "3");
                    back.awaitFrames("posted", ROOMS);
                    assertContiguous(ann);
                }
            }
        }
    }

    private static JsonClient inAllRooms(NodeProcess node, String user) {
        JsonClient client = JsonClient.open(node, user);
        IntStream.range(0, ROOMS).forEach(i -> client.say(Map.of("type", "join", "room", "room" + i, "history", 0)));
        client.awaitFrames("joined", ROOMS);
        return client;
    }

    private static void postEverywhere(JsonClient client, String id) {
        IntStream.range(0, ROOMS).forEach(i -> client.post("room" + i, id, id));
    }

    private static void assertContiguous(JsonClient client) {
        List<String> places = client.awaitFrames("message", 3 * ROOMS).stream()
                .map(message -> message.get("room").asText() + " " + message.get("seq") + " "
                        + message.get("id").asText())
                .toList();
        for (int i = 0; i < ROOMS; i++) {
            String room = "room" + i + " ";
            assertThat(places.stream().filter(place -> place.startsWith(room)))
                    .containsExactly(room + "1 1", room + "2 2", room + "3 3");
        }
    }
}

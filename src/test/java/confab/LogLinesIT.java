package confab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import confab.scene.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node prints, from its first line to its last. */
final class LogLinesIT {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void everyLineIsAnObjectThatNamesNodeRoomAndSession() throws IOException {
        try (NodeProcess node = NodeProcess.start(
                folder, "--log-format=json", "--log-level=debug", "--log-levels=root=info,confab.edge=warn")) {
            JsonClient ann = JsonClient.join(node, "Ann", "attic");
            String session = ann.frames("welcome").get(0).get("session").asText();
            ann.post("attic", "1", "only for the attic");
            ann.await("posted");
            node.terminate();
            assertThat(node.exitCode(LONGEST)).isIn(0, 143);

            List<JsonNode> lines = lines(node);

            assertThat(lines).hasSizeGreaterThan(10).allSatisfy(line -> {
                assertThat(line.get("node").asText()).isEqualTo(node.place().nodeAddress());
                assertThat(line.get("timestamp").isNumber()).isTrue();
                assertThat(line.get("level").asText()).isIn("DEBUG", "INFO", "WARN");
                assertThat(line.get("message").asText()).isNotEmpty();
            });
            assertThat(lines).anySatisfy(line -> {
                assertThat(line.path("message").asText()).isEqualTo("joined");
                assertThat(line.path("session").asText()).isEqualTo(session);
                assertThat(line.path("room").asText()).isEqualTo("attic");
            });
            assertThat(lines)
                    .anySatisfy(
                            line -> assertThat(line.path("loggerName").asText()).startsWith("akka.cluster"));
            assertThat(lines)
                    .noneSatisfy(
                            line -> assertThat(line.path("loggerName").asText()).startsWith("confab.edge"));
            assertThat(node.output()).doesNotContain("only for the attic");
        }
    }

    @Test
    void aNodeThatDoesNotStartSaysSoInTheSameFormat() throws IOException {
        try (NodeProcess node = NodeProcess.launch(folder, "--log-format=json", "--data=/dev/null/data")) {
            assertThat(node.exitCode(LONGEST)).isEqualTo(1);
            assertThat(lines(node))
                    .last()
                    .satisfies(line -> assertThat(line.get("message").asText()).startsWith("Confab did not start: "));
        }
    }

    @Test
    void aNodeOnAFreePortIsCalledByThePortThatItTook() throws IOException {
        Place place = Place.onLoopback();
        Place free = new Place(List.of(), place.host(), place.port(), 0, place.managementPort());
        try (NodeProcess node = NodeProcess.start(free, folder, "--log-format=json", "--memory")) {
            String name = JsonClient.open(node, "Ann")
                    .frames("welcome")
                    .get(0)
                    .path("node")
                    .asText();
            assertThat(name).matches("127\\.0\\.0\\.1:[1-9]\\d+");
            assertThat(lines(node))
                    .last()
                    .satisfies(line -> assertThat(line.get("node").asText()).isEqualTo(name));
        }
    }

    @Test
    void linesAreForPeopleUnlessAskedOtherwise() throws IOException {
        try (NodeProcess node = NodeProcess.start(folder, "--memory")) {
            assertThat(node.output().lines())
                    .last()
                    .asString()
                    .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  confab ready: open http://\\S+");
        }
    }

    private static List<JsonNode> lines(NodeProcess node) {
        return node.output().lines().map(LogLinesIT::read).toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("no JSON: " + line, e);
        }
    }
}

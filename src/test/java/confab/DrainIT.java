package confab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How nodes come and go when nothing is wrong. */
final class DrainIT {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void aNodeThatIsToldToStopSendsItsClientsAwayAndHandsItsRoomsOver() throws IOException, InterruptedException {
        try (NodeProcess leaving = NodeProcess.start(folder);
                NodeProcess staying = NodeProcess.join(leaving, folder)) {
            assertThat(status(leaving, "/ready")).isEqualTo(200);
            assertThat(status(staying, "/ready")).isEqualTo(200);
            assertThat(status(staying, "/alive")).isEqualTo(200);
            assertThat(status(staying, "/cluster/members")).isEqualTo(200);
            JsonClient ann = JsonClient.join(leaving, "Ann", "room");
            JsonClient bob = JsonClient.join(staying, "Bob", "room");
            ann.post("room", "1", "before");
            ann.await("posted");

            leaving.terminate();

            JsonNode goodbye = ann.await("goodbye");
            assertThat(goodbye.get("code").asInt()).isEqualTo(1001);
            assertThat(goodbye.get("reconnect").asBoolean()).isTrue();
            assertThat(goodbye.get("afterMillis").asInt()).isBetween(0, 3000);
            assertThat(status(leaving, "/ready")).isEqualTo(503);
            assertThat(status(leaving, "/alive")).isEqualTo(200);
            ann.post("room", "2", "still served");
            assertThat(ann.await("posted").get("seq").asInt()).isEqualTo(2);
            assertThat(ann.closeCode()).isEqualTo(1001);
            assertThat(leaving.exitCode(LONGEST)).isIn(0, 143);
            bob.post("room", "3", "after");
            assertThat(bob.await("posted").get("seq").asInt()).isEqualTo(3);
            bob.awaitFrames("message", 3);
            JsonClient back = JsonClient.open(staying, "Ann");
            back.say(Map.of("type", "join", "room", "room", "after", 2));
            assertThat(back.await("message").get("seq").asInt()).isEqualTo(3);
        }
    }

    /** Sharding asks again after an eighth of this first, so that the node is a member for some seconds before it may own rooms. */
    @Test
    void aNodeSaysThatItIsReadyWhenItsManagementPortSaysSo() throws IOException, InterruptedException {
        Path seldom = Files.writeString(folder.resolve("seldom.conf"), "akka.cluster.sharding.retry-interval = 32s");
        try (NodeProcess first = NodeProcess.start(folder);
                NodeProcess second = NodeProcess.join(first, folder, "--config=" + seldom)) {
            assertThat(status(second, "/ready")).isEqualTo(200);
        }
    }

    @Test
    void aNodeOfAnotherLogIsRefusedAndSaysWhatToDo() throws IOException {
        try (NodeProcess member = NodeProcess.start(folder);
                NodeProcess stranger =
                        NodeProcess.launch(folder, "--data=other", "--seed=127.0.0.1:" + member.nodePort())) {
            assertThat(stranger.exitCode(Duration.ofSeconds(60))).isEqualTo(1);
            assertThat(stranger.output())
                    .contains("another log than the cluster")
                    .contains("--data");
            JsonClient ann = JsonClient.join(member, "Ann", "room");
            ann.post("room", "1", "undisturbed");
            ann.await("posted");
        }
    }

    @Test
    void aTakenPortIsSaidAndTheNodeEnds() throws IOException {
        try (NodeProcess first = NodeProcess.start(folder);
                NodeProcess second = NodeProcess.launch(folder, "--memory", "--port=" + first.port())) {
            assertThat(second.exitCode(Duration.ofSeconds(60))).isEqualTo(1);
            assertThat(second.output()).contains("cannot serve clients on 127.0.0.1:" + first.port());
        }
    }

    @Test
    void aTakenManagementPortIsSaidAndTheNodeEndsBeforeItJoins() throws IOException {
        try (NodeProcess first = NodeProcess.start(folder);
                NodeProcess second = NodeProcess.launch(
                        folder,
                        "--management-port=" + first.managementPort(),
                        "--seed=127.0.0.1:" + first.nodePort())) {
            assertThat(second.exitCode(Duration.ofSeconds(60))).isEqualTo(1);
            assertThat(second.output())
                    .contains("cannot open the management port " + first.managementPort())
                    .doesNotContain("ready: open");
        }
    }

    private static int status(NodeProcess node, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + node.managementPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}

package confab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import confab.scene.Postgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on a PostgreSQL server that dies and comes back. */
final class LogTroubleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void postsAreUnavailableWhileTheDatabaseIsDownAndChatGoesOnByItself() throws IOException, InterruptedException {
        Path config =
                Files.writeString(folder.resolve("quick.conf"), "confab { log.timeout = 1s, relay.post-timeout = 3s }");
        try (Postgres server = Postgres.start()) {
            String[] options = {"--database=" + server.createDatabase(), "--config=" + config};
            try (NodeProcess first = NodeProcess.start(folder, options);
                    NodeProcess second = NodeProcess.join(first, folder, options)) {
                JsonClient ann = JsonClient.join(first, "Ann", "room");
                JsonClient bob = JsonClient.join(second, "Bob", "room");
                ann.post("room", "a1", "before");
                ann.await("posted");
                bob.await("message");
                awaitReady(first, "log works");
                assertThat(get(first, "/metrics").body()).contains("confab_log_works 1");

                server.kill();
                ann.post("room", "a2", "while it is down");
                bob.post("room", "b1", "while it is down");
                assertThat(ann.await("error").get("code").asText()).isEqualTo("unavailable");
                assertThat(bob.await("error").get("code").asText()).isEqualTo("unavailable");
                awaitReady(first, "log cannot be ");
                assertThat(get(first, "/metrics").body()).contains("confab_log_works 0");
                awaitReady(second, "log cannot be ");
                bob.say(Map.of("type", "typing", "room", "room"));
                ann.await("typing");

                server.restart();
                assertThat(postUntilKept(ann, "a2")).isBetween(2, 3);
                assertThat(postUntilKept(bob, "b1")).isBetween(2, 3);
                assertThat(bob.awaitFrames("message", 3))
                        .extracting(message -> message.get("seq").asInt())
                        .containsExactly(1, 2, 3);
                assertThat(ann.awaitFrames("message", 3)).isEqualTo(bob.frames("message"));
                awaitReady(first, "log works");
            }
        }
    }

    /** As clients do: again with the same id while it is unavailable. */
    private static int postUntilKept(JsonClient client, String id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            int refused = client.frames("error").size();
            client.post("room", id, "while it is down");
            while (client.frames("error").size() == refused && System.nanoTime() - end < 0) {
                Optional<JsonNode> posted = client.frames("posted").stream()
                        .filter(frame -> frame.get("id").asText().equals(id))
                        .findFirst();
                if (posted.isPresent()) {
                    return posted.get().get("seq").asInt();
                }
            }
        }
        throw new AssertionError("not kept: " + id);
    }

    /** The node is ready all the time; the log's line is of a moment ago. */
    private static void awaitReady(NodeProcess node, String line) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (String body = ""; !body.startsWith("ready\n" + line); ) {
            HttpResponse<String> answer = get(node, "/ready");
            body = answer.body();
            assertThat(answer.statusCode()).as(body).isEqualTo(200);
            assertThat(System.nanoTime()).as(body).isLessThan(end);
        }
    }

    private static HttpResponse<String> get(NodeProcess node, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + node.managementPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}

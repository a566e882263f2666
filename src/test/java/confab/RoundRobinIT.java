package confab;

import static org.assertj.core.api.Assertions.assertThat;

import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import confab.scene.RoundRobinProxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes behind a load balancer that knows nothing of sessions. */
final class RoundRobinIT {
    private static final int MESSAGES = 200;
    private static final String LONG = "x".repeat(10_000);

    @Test
    void clientsOfOneAddressChatOnTwoNodes(@TempDir Path folder) throws Exception {
        try (NodeProcess first = NodeProcess.start(folder);
                NodeProcess second = NodeProcess.join(first, folder);
                RoundRobinProxy proxy = RoundRobinProxy.over(List.of(first.place(), second.place()))) {
            JsonClient ann = JsonClient.open(proxy.place(), "Ann");
            JsonClient bob = JsonClient.open(proxy.place(), "Bob");
            assertThat(proxy.served()).containsExactly(1, 1);
            for (JsonClient client : List.of(ann, bob)) {
                client.say(Map.of("type", "join", "room", "hall", "history", 0));
                client.await("joined");
            }

            for (int i = 0; i < MESSAGES; i++) {
                (i % 2 == 0 ? ann : bob).post("hall", "id" + i, LONG + i);
            }

            assertThat(bob.awaitFrames("message", MESSAGES)).isEqualTo(ann.awaitFrames("message", MESSAGES));
            assertThat(bob.frames("message"))
                    .allSatisfy(
                            message -> assertThat(message.get("body").asText()).startsWith(LONG));
            ann.close();
            bob.close();
        }
    }
}

package confab;

import static org.assertj.core.api.Assertions.assertThat;

import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes, and one of them stands still for a while, as a frozen machine does. */
final class FrozenNodeIT {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void aNodeThatStoodStillSendsItsClientsAwayRefusesPostsAndExits() throws IOException {
        try (NodeProcess first = NodeProcess.start(folder);
                NodeProcess second = NodeProcess.join(first, folder);
                NodeProcess third = NodeProcess.join(first, folder)) {
            JsonClient ann = JsonClient.join(first, "Ann", "room");
            JsonClient bob = JsonClient.join(second, "Bob", "room");
            JsonClient cat = JsonClient.join(third, "Cat", "room");
            cat.post("room", "c1", "before");
            cat.await("posted");

            third.freeze();
            long frozen = System.nanoTime();
            cat.post("room", "c2", "into the frozen node");
            ann.post("room", "a1", "while it stands still");
            assertThat(ann.await("posted").get("seq").asInt()).isEqualTo(2);
            // The others have counted it out.
            bob.await("presence", frame -> frame.get("members").asInt() == 2 && !frame.has("uncertain"));
            assertThat(Duration.ofNanos(System.nanoTime() - frozen))
                    .as("members are right")
                    .isLessThan(Duration.ofSeconds(15));
            while (System.nanoTime() - frozen < Duration.ofSeconds(12).toNanos()) {
                ann.say(Map.of("type", "ping"));
                ann.await("pong");
            }

            third.thaw();
            assertThat(cat.await("goodbye").get("reconnect").asBoolean()).isTrue();
            cat.post("room", "c3", "after it woke up");
            assertThat(cat.await("error", frame -> frame.get("ref").asText().equals("c3"))
                            .get("code")
                            .asText())
                    .isEqualTo("unavailable");
            assertThat(third.exitCode(LONGEST)).isEqualTo(1);

            JsonClient again = JsonClient.open(second, "Cat");
            again.say(Map.of("type", "join", "room", "room", "after", 0));
            again.await("joined");
            again.post("room", "c2", "into the frozen node");
            again.post("room", "c3", "after it woke up");
            again.awaitFrames("posted", 2);
            assertThat(again.awaitFrames("message", 4))
                    .extracting(message -> message.get("seq").asInt())
                    .containsExactly(1, 2, 3, 4);
            assertThat(ann.awaitFrames("message", 4)).isEqualTo(again.frames("message"));
        }
    }
}

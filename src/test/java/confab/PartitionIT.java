package confab;

import static confab.scene.ManyRooms.posted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import confab.scene.JsonClient;
import confab.scene.ManyRooms;
import confab.scene.Network;
import confab.scene.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes in a network that is cut between one of them and the others; all still reach the log. */
final class PartitionIT {
    /** Rooms enough that each node owns some. */
    private static final int ROOMS = 12;

    private static final ManyRooms ALL = new ManyRooms(ROOMS);

    private static final Duration BACK_AFTER = Duration.ofSeconds(15);
    private static final Duration EXIT_AFTER = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void theMinorityLeavesTheMajorityGoesOnAndThereIsOneOrder() throws IOException {
        try (Network network = Network.orSkip();
                NodeProcess first = NodeProcess.start(network.newPlace(), folder);
                NodeProcess second = join(network, first);
                NodeProcess third = join(network, first)) {
            JsonClient ann = ALL.join(first, "Ann");
            JsonClient bob = ALL.join(second, "Bob");
            JsonClient cat = ALL.join(third, "Cat");
            ALL.post(cat, "c1");
            cat.awaitFrames("posted", ROOMS);

            network.cut(List.of(third.place()), List.of(first.place(), second.place()));
            long cut = System.nanoTime();
            ALL.post(ann, "a1");
            ALL.post(cat, "c2");
            ann.awaitFrames("posted", ROOMS);
            assertThat(Duration.ofNanos(System.nanoTime() - cut)).isLessThan(BACK_AFTER);

            assertThat(cat.await("goodbye").get("reconnect").asBoolean()).isTrue();
            cat.post("room0", "c3", "of the minority");
            assertThat(cat.await("error", frame -> frame.get("ref").asText().equals("c3"))
                            .get("code")
                            .asText())
                    .isEqualTo("unavailable");
            assertThat(third.exitCode(EXIT_AFTER)).isEqualTo(1);
            Set<String> acknowledged = posted(cat.frames("posted"));
            acknowledged.addAll(posted(ann.frames("posted")));

            network.heal();
            try (NodeProcess back = join(network, second)) {
                JsonClient dan = ALL.join(back, "Dan");
                ALL.post(dan, "d1");
                acknowledged.addAll(posted(dan.awaitFrames("posted", ROOMS)));
                JsonClient again = ALL.join(back, "Cat");
                ALL.post(again, "c2");
                acknowledged.addAll(posted(again.awaitFrames("posted", ROOMS)));
                List<JsonNode> heard = ann.awaitFrames("message", 4 * ROOMS);
                assertThat(posted(heard)).isEqualTo(acknowledged).hasSize(4 * ROOMS);
                assertThat(heard).hasSize(4 * ROOMS);
                assertThat(bob.awaitFrames("message", 4 * ROOMS)).containsExactlyInAnyOrderElementsOf(heard);
            }
        }
    }

    private NodeProcess join(Network network, NodeProcess other) throws IOException {
        return NodeProcess.start(network.newPlace(), folder, other.place().seed());
    }
}

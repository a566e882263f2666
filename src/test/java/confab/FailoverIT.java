package confab;

import static confab.scene.ManyRooms.posted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import confab.scene.JsonClient;
import confab.scene.ManyRooms;
import confab.scene.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes, and one of them dies. */
final class FailoverIT {
    /** Rooms enough that each node owns some. */
    private static final int ROOMS = 24;

    private static final ManyRooms ALL = new ManyRooms(ROOMS);

    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration PRESENT_AFTER = Duration.ofSeconds(10);
    private static final Duration BACK_AFTER = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    @Test
    void clientsOfTheOthersGoOnAndNothingAcknowledgedIsMissing() throws IOException {
        try (NodeProcess first = NodeProcess.start(folder);
                NodeProcess second = NodeProcess.join(first, folder);
                NodeProcess third = NodeProcess.join(first, folder)) {
            JsonClient ann = ALL.join(first, "Ann");
            JsonClient bob = ALL.join(second, "Bob");
            JsonClient cat = ALL.join(third, "Cat");
            ALL.post(ann, "a1");
            ALL.post(bob, "b1");
            ALL.post(cat, "c1");
            ann.awaitFrames("posted", ROOMS);
            bob.awaitFrames("posted", ROOMS);
            Set<String> acknowledged = posted(cat.awaitFrames("posted", ROOMS));

            awaitPresence(ann, ALL.names(), 3, "joined");
            awaitPresence(bob, ALL.names(), 3, "joined");

            // Whether these are kept is open, but those that are acknowledged before the end are.
            ALL.post(cat, "c2");
            third.kill();
            acknowledged.addAll(posted(cat.frames("posted")));
            long killed = System.nanoTime();
            ALL.post(ann, "a2");
            ALL.post(bob, "b2");

            Set<String> ofOthers = roomsThatAnswer(ann, killed);
            awaitPresence(ann, ofOthers, 2, "left");
            assertThat(since(killed)).as("who is there, in rooms of the others").isLessThan(PRESENT_AFTER);

            acknowledged.addAll(posted(ann.awaitFrames("posted", 2 * ROOMS)));
            acknowledged.addAll(posted(bob.awaitFrames("posted", 2 * ROOMS)));
            awaitPresence(bob, ALL.names(), 2, "left");
            assertThat(since(killed))
                    .as("rooms of the dead node answer again, and who is there")
                    .isLessThan(BACK_AFTER);

            JsonClient again = ALL.join(second, "Cat");
            ALL.post(again, "c2");
            acknowledged.addAll(posted(again.awaitFrames("posted", ROOMS)));
            // Six posts to each room, each once: both c2 were the same post.
            List<JsonNode> heard = ann.awaitFrames("message", 6 * ROOMS);
            assertThat(heard).hasSize(6 * ROOMS);
            assertThat(posted(heard)).containsAll(acknowledged);
            assertContiguous(heard);
            assertThat(new HashSet<>(bob.awaitFrames("message", 6 * ROOMS))).isEqualTo(new HashSet<>(heard));
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** The rooms that answer the second post at once, as their owner lives. */
    private static Set<String> roomsThatAnswer(JsonClient client, long killed) {
        Set<String> rooms = new HashSet<>();
        while (since(killed).compareTo(AT_ONCE) < 0) {
            client.frames("posted").stream()
                    .filter(frame -> frame.get("id").asText().equals("a2"))
                    .forEach(frame -> rooms.add(frame.get("room").asText()));
        }
        assertThat(rooms).isNotEmpty().hasSizeLessThan(ROOMS);
        return rooms;
    }

    /** Until the client has heard in each of the rooms that so many are there, and that Cat came or went. */
    private static void awaitPresence(JsonClient client, Set<String> rooms, int members, String cat) {
        Set<String> missing = new HashSet<>(rooms);
        for (int heard = 0; !missing.isEmpty(); ) {
            List<JsonNode> frames = client.awaitFrames("presence", heard + 1);
            frames.subList(heard, frames.size()).stream()
                    .filter(frame -> frame.get("members").asInt() == members && !frame.has("uncertain"))
                    .filter(frame -> frame.get(cat).toString().contains("Cat"))
                    .forEach(frame -> missing.remove(frame.get("room").asText()));
            heard = frames.size();
        }
    }

    private static void assertContiguous(List<JsonNode> messages) {
        for (int i = 0; i < ROOMS; i++) {
            String room = "room" + i;
            List<Integer> seqs = messages.stream()
                    .filter(message -> message.get("room").asText().equals(room))
                    .map(message -> message.get("seq").asInt())
                    .toList();
            assertThat(seqs)
                    .as(room)
                    .isEqualTo(IntStream.rangeClosed(1, seqs.size()).boxed().toList());
        }
    }
}

package confab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import confab.scene.NodeProcess;
import confab.scene.RoundRobinProxy;
import confab.scene.SocketIoClient;
import confab.scene.SocketIoClient.Way;
import confab.scene.SocketIoMake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Socket.IO's own client, unchanged, comes back to another node by itself and goes on where it was. */
final class SocketIoRecoveryIT {
    private static final SocketIoMake MAKE = SocketIoMake.JS_4_8;
    private static final int ROUNDS = 20;
    private static final List<String> ROOMS = List.of("lobby", "a", "b");

    /** By then the rooms of a killed node answer again, and who was there has come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private String option;
    private int posted;

    @BeforeEach
    void turnOn() throws IOException {
        assumeTrue(MAKE.absence().isEmpty(), () -> "skipped: " + MAKE.absence().orElseThrow());
        Path config = Files.writeString(folder.resolve("recovery.conf"), "confab.socket-io.recovery = on");
        option = "--config=" + config;
    }

    @Test
    void whoseNodeIsKilledGetsWhatItMissedOnAnotherExactlyOnce() throws IOException {
        try (NodeProcess first = NodeProcess.start(folder, option);
                NodeProcess second = NodeProcess.join(first, folder, option);
                NodeProcess third = NodeProcess.join(first, folder, option);
                RoundRobinProxy annsWay = way(third, second, first);
                RoundRobinProxy bobsWay = way(third, first, second);
                SocketIoClient cat = connect(first, "/chat", "Cat");
                SocketIoClient ann = MAKE.connect(annsWay.place(), "/", Way.WEBSOCKET, Map.of("user", "Ann"));
                SocketIoClient bob = MAKE.connect(bobsWay.place(), "/chat", Way.WEBSOCKET, Map.of())) {
            ann.await("connected");
            ROOMS.forEach(room -> join(cat, room));
            join(bob, "a");
            join(bob, "b");
            IntStream.range(0, ROUNDS).forEach(round -> post(cat));

            third.kill();

            long end = System.nanoTime() + PATIENCE.toNanos();
            while (ann.recovered().size() < 2 || bob.recovered().size() < 2) {
                assertThat(System.nanoTime()).as("patience").isLessThan(end);
                post(cat);
            }
            IntStream.range(0, ROUNDS).forEach(round -> post(cat));

            assertHasAllOnce(ann, bob);
            assertThat(ann.all("connected")).as("welcomes").hasSize(1);
            assertThat(bob.all("welcome"))
                    .extracting(welcome -> welcome.path(0).path("user").asText())
                    .as("a guest's name")
                    .containsOnly(bob.all("welcome").get(0).path(0).path("user").asText());
            assertThat(ann.ask("message", "back").path("seq").asInt()).isEqualTo(posted + 1);
        }
    }

    @Test
    void whoComesBackBeforeItsConnectionIsNoticedDeadTakesItOver() throws IOException {
        try (NodeProcess first = NodeProcess.start(folder, option);
                NodeProcess second = NodeProcess.join(first, folder, option);
                RoundRobinProxy annsWay = way(first, second);
                RoundRobinProxy bobsWay = way(first);
                SocketIoClient cat = connect(second, "/chat", "Cat");
                SocketIoClient ann = MAKE.connect(annsWay.place(), "/", Way.WEBSOCKET, Map.of());
                SocketIoClient bob = MAKE.connect(bobsWay.place(), "/chat", Way.WEBSOCKET, Map.of("user", "Bob"))) {
            ann.await("connected");
            ROOMS.forEach(room -> join(cat, room));
            join(bob, "a");
            join(bob, "b");
            post(cat);
            ann.awaitAll("message", 1);
            bob.awaitAll("message", 2);

            ann.drop();
            bob.drop();
            post(cat);

            for (SocketIoClient client : List.of(ann, bob)) {
                client.awaitState("dropped WebSocket closed");
                assertThat(client.recovered()).contains(true);
            }
            post(cat);
            assertHasAllOnce(ann, bob);
        }
    }

    @Test
    void whoLeftARoomDoesNotGoOnThere() throws IOException {
        try (NodeProcess node = NodeProcess.start(folder, option);
                RoundRobinProxy bobsWay = way(node);
                SocketIoClient cat = connect(node, "/chat", "Cat");
                SocketIoClient bob = MAKE.connect(bobsWay.place(), "/chat", Way.WEBSOCKET, Map.of("user", "Bob"))) {
            ROOMS.forEach(room -> join(cat, room));
            join(bob, "a");
            join(bob, "b");
            bob.ask("leave", Map.of("room", "a"));
            bob.awaitAll("state", 3);

            bob.drop();
            post(cat);

            bob.awaitState("dropped WebSocket closed");
            post(cat);
            assertThat(seqs(bob.awaitAll("message", 2), "b")).containsExactly(1, 2);
            assertThat(seqs(bob.awaitAll("message", 2), "a")).isEmpty();
        }
    }

    private static RoundRobinProxy way(NodeProcess... nodes) {
        return RoundRobinProxy.over(
                List.of(nodes).stream().map(NodeProcess::place).toList());
    }

    private static SocketIoClient connect(NodeProcess node, String namespace, String user) {
        return MAKE.connect(node.place(), namespace, Way.WEBSOCKET, Map.of("user", user));
    }

    private static void join(SocketIoClient client, String room) {
        assertThat(client.ask("join", Map.of("room", room, "history", 0)).has("log"))
                .isTrue();
    }

    /** To each room, until it is kept. */
    private void post(SocketIoClient client) {
        posted++;
        for (String room : ROOMS) {
            JsonNode answer;
            do {
                answer = client.ask("post", Map.of("room", room, "id", "id" + posted, "body", posted));
            } while (answer.has("error"));
            assertThat(answer.path("seq").asInt()).isEqualTo(posted);
        }
    }

    /** The one of the lobby's, the other of the other rooms'. */
    private void assertHasAllOnce(SocketIoClient ann, SocketIoClient bob) {
        List<Integer> all = IntStream.rangeClosed(1, posted).boxed().toList();
        List<JsonNode> heard = ann.awaitAll("message", posted);
        assertThat(heard).extracting(JsonNode::asInt).isEqualTo(all);
        List<JsonNode> both = bob.awaitAll("message", 2 * posted);
        assertThat(seqs(both, "a")).isEqualTo(all);
        assertThat(seqs(both, "b")).isEqualTo(all);
        for (SocketIoClient client : List.of(ann, bob)) {
            List<Boolean> recovered = client.recovered();
            assertThat(recovered).hasSizeGreaterThan(1);
            assertThat(recovered.get(0)).isFalse();
            assertThat(recovered.subList(1, recovered.size())).containsOnly(true);
        }
    }

    private static List<Integer> seqs(List<JsonNode> messages, String room) {
        List<Integer> seqs = new ArrayList<>();
        for (JsonNode message : messages) {
            if (message.path("room").asText().equals(room)) {
                seqs.add(message.path("seq").asInt());
            }
        }
        return seqs;
    }
}

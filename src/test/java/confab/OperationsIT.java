package confab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.ops.NodeMXBean;
import confab.scene.JmxClient;
import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import confab.scene.SocketIoClient;
import confab.scene.SocketIoMake;
import confab.scene.TextClient;
import confab.soak.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, and an operator who talks to them by JMX, as jconsole does. */
final class OperationsIT {
    private static final Duration LEAVING = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void anOperatorShedsClosesLooksAndDrains() throws Exception {
        try (NodeProcess node = NodeProcess.start(folder);
                NodeProcess other = NodeProcess.join(node, folder);
                JmxClient jmx = JmxClient.attach(node.pid())) {
            NodeMXBean bean = jmx.node();
            assertThat(bean.getAddress()).isEqualTo(node.place().nodeAddress());
            assertThat(bean.isReady()).isTrue();

            shed(node, bean);
            lookAndClose(node, other, bean);
            setLogLevel(bean);
            hearAkka(node, bean);
            drain(node, other, bean);
        }
    }

    /** The client of Socket.IO comes back by itself, as it was not told to stay away. */
    private static void shed(NodeProcess node, NodeMXBean bean) {
        for (SocketIoClient.Way way : SocketIoClient.Way.values()) {
            try (SocketIoClient client = SocketIoMake.JAVA.connect(node.place(), "/", way, Map.of())) {
                assertThat(bean.shedConnections(10)).isEqualTo(1);
                assertThat(client.awaitState("disconnect").path("reason").asText())
                        .isIn("transport close", "transport error");
                client.awaitState("connect");
                assertThat(bean.isReady()).isTrue();
            }
        }
    }

    private static void lookAndClose(NodeProcess node, NodeProcess other, NodeMXBean bean) {
        JsonClient ann = JsonClient.join(node, "Ann", "room");
        JsonClient bob = JsonClient.join(other, "Bob", "room");
        TextClient page = TextClient.open(other, "?room=room");
        JsonClient cat = JsonClient.join(node, "Cat", "small");
        ann.await("presence", presence -> presence.path("members").asInt() == 3);

        assertThat(bean.largestRooms(2))
                .satisfiesExactly(
                        room -> {
                            assertThat(room.getName()).isEqualTo("room");
                            assertThat(room.getConnectionsHere()).isEqualTo(1);
                            assertThat(room.getMembers()).isEqualTo(3);
                        },
                        room -> assertThat(room.getName()).isEqualTo("small"));
        assertThatThrownBy(() -> bean.closeRoom("no room"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("room: ");

        assertThat(bean.closeRoom("room")).isEqualTo(2);

        assertThat(ann.await("left").path("room").asText()).isEqualTo("room");
        assertThat(bob.await("left").path("room").asText()).isEqualTo("room");
        assertThat(page.closeCode()).isEqualTo(1001);
        ann.post("room", "1", "nobody hears this");
        assertThat(ann.await("error").path("code").asText()).isEqualTo("not_joined");
        bob.say(Map.of("type", "join", "room", "room"));
        bob.await("joined");
        cat.post("small", "1", "undisturbed");
        cat.await("posted");
    }

    private static void setLogLevel(NodeMXBean bean) {
        bean.setLogLevel("confab", "DEBUG");
        assertThat(bean.logLevel("confab.room")).isEqualTo("DEBUG");
        assertThatThrownBy(() -> bean.setLogLevel("confab", "LOUD"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one of OFF");
        bean.setLogLevel("confab", "INFO");
    }

    /** Which holds back what is below INFO, unless a setting asks for it from the start. */
    private static void hearAkka(NodeProcess node, NodeMXBean bean) {
        assertThat(node.output()).doesNotContain(" DEBUG a");
        bean.setLogLevel("akka.cluster", "DEBUG");
        assertThat(Waiting.until(LEAVING, () -> node.output().contains(" DEBUG a")))
                .isTrue();
        bean.setLogLevel("akka.cluster", "");
    }

    private static void drain(NodeProcess node, NodeProcess other, NodeMXBean bean) {
        JsonClient ann = JsonClient.join(node, "Ann", "room");
        bean.drain();
        assertThat(ann.await("goodbye").path("afterMillis").asInt()).isBetween(0, 100);
        assertThat(bean.isReady()).isFalse();
        assertThatThrownBy(() -> JsonClient.connect(node)).hasMessageContaining("WebSocketHandshakeException");
        ann.post("room", "2", "still served");
        ann.await("posted");
        ann.close();
        assertThat(node.exitCode(LEAVING)).isZero();
        assertThat(node.output()).contains("told by JMX to drain");
        JsonClient back = JsonClient.join(other, "Ann", "room");
        back.post("room", "3", "elsewhere");
        assertThat(back.await("posted").path("seq").asInt()).isEqualTo(2);
    }

    @Test
    void aNodeWithMoreThanItsShareShedsByItself() throws IOException {
        Path config = Files.writeString(folder.resolve("shed.conf"), """
                include classpath("application.conf")
                confab.drain { shed-above-percent = 20, shed-interval = 3s, close-after = 0s }
                """);
        try (NodeProcess full = NodeProcess.start(folder, "--config=" + config);
                NodeProcess empty = NodeProcess.join(full, folder, "--config=" + config);
                JmxClient jmx = JmxClient.attach(full.pid())) {
            List<JsonClient> clients = IntStream.range(0, 40)
                    .mapToObj(i -> JsonClient.join(full, "user-" + i, "room"))
                    .toList();
            NodeMXBean bean = jmx.node();

            // Nobody goes to the other node here, so the average sinks, and it sheds until a few are not worth it.
            assertThat(Waiting.until(LEAVING, () -> bean.getConnections() < 20)).isTrue();
            assertThat(clients.stream()
                            .filter(client -> !client.frames("goodbye").isEmpty()))
                    .hasSizeGreaterThan(20);
            assertThat(bean.isReady()).isTrue();
            assertThat(empty.output()).doesNotContain("shedding");
        }
    }
}

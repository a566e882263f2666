package confab;

import static confab.scene.SocketIoClient.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import confab.scene.NodeProcess;
import confab.scene.Place;
import confab.scene.SocketIoClient;
import confab.scene.SocketIoClient.Way;
import confab.scene.SocketIoMake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Socket.IO's own clients, unchanged, of several versions, each by every way, on two nodes. */
final class SocketIoClientsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> NOBODY = Map.of();

    @TempDir
    private static Path folder;

    private static NodeProcess first;
    private static NodeProcess second;

    @BeforeAll
    static void start() throws IOException {
        first = NodeProcess.start(folder);
        second = NodeProcess.join(first, folder);
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    static Stream<Arguments> clients() {
        return Arrays.stream(SocketIoMake.values())
                .flatMap(make -> Arrays.stream(Way.values()).map(way -> Arguments.of(make, way)));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aPageThatKnowsNothingOfConfabChatsAcrossNodes(SocketIoMake make, Way way) {
        try (SocketIoClient ann = connect(make, first.place(), "/", way, NOBODY);
                SocketIoClient bob = connect(make, second.place(), "/", way, NOBODY)) {
            for (SocketIoClient client : List.of(ann, bob)) {
                assertThat(client.await("connected").asText()).isNotBlank();
                if (way == Way.UPGRADE) {
                    client.awaitUpgrade();
                }
            }
            String hello = "hello " + UUID.randomUUID();
            int seq = ann.ask("message", hello).path("seq").asInt();
            Map<String, Object> object = Map.of("of", hello, "list", List.of(1, 2.5, true, "ä€😀"));
            int next = bob.ask("message", object).path("seq").asInt();
            bob.emit("message", hello + " and goodbye");

            assertThat(seq).isPositive();
            assertThat(next).isGreaterThan(seq);
            for (SocketIoClient client : List.of(ann, bob)) {
                assertThat(client.await("message").asText()).isEqualTo(hello);
                assertThat(client.await("message").path("of").asText()).isEqualTo(hello);
                assertThat(client.await("message").asText()).isEqualTo(hello + " and goodbye");
                assertThat(client.states()).doesNotContain("disconnect", "connect_error");
            }
            assertThat(bob.all("message").get(1).path(0).path("list").toString())
                    .isEqualTo("[1,2.5,true,\"ä€😀\"]");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void bytesReachTheOtherNodeAsTheyWere(SocketIoMake make, Way way) {
        byte[] random = new byte[6_000];
        new Random(1).nextBytes(random);
        try (SocketIoClient ann = connect(make, first.place(), "/", way, NOBODY);
                SocketIoClient bob = connect(make, second.place(), "/", way, NOBODY)) {
            ann.ask("message", bytes(random));
            ann.ask("message", Map.of("first", bytes(), "more", List.of("text", bytes(random))));

            for (SocketIoClient client : List.of(ann, bob)) {
                JsonNode whole = client.await("message");
                JsonNode within = client.await("message");
                assertThat(whole).isEqualTo(json(bytes(random)));
                assertThat(within.path("first")).isEqualTo(json(bytes()));
                assertThat(within.path("more").path(0).asText()).isEqualTo("text");
                assertThat(within.path("more").path(1)).isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void theChatNamespaceIsTheFullService(SocketIoMake make, Way way) {
        String room = "room-" + make + "-" + way;
        try (SocketIoClient ann = connect(make, first.place(), "/chat", way, Map.of("user", "Ann"));
                SocketIoClient bob = connect(make, second.place(), "/chat", way, Map.of("user", "Bob"))) {
            JsonNode joined = ann.ask("join", Map.of("room", room));
            ann.ask("post", Map.of("room", room, "id", "a1", "body", "anybody here?"));
            JsonNode joinedLater = bob.ask("join", Map.of("room", room, "history", 10));
            ann.await("presence", presence -> presence.path("joined").toString().contains("Bob"));
            JsonNode posted = bob.ask("post", Map.of("room", room, "id", "b1", "body", Map.of("yes", 1)));

            assertThat(joined.path("seq").asInt()).isZero();
            assertThat(joined.path("users").toString()).isEqualTo("[\"Ann\"]");
            assertThat(joinedLater.path("seq").asInt()).isEqualTo(1);
            assertThat(posted.path("seq").asInt()).isEqualTo(2);
            for (SocketIoClient client : List.of(ann, bob)) {
                List<JsonNode> messages = client.awaitAll("message", 2);
                assertThat(messages).hasSize(2);
                assertThat(messages.get(0).path("from").asText()).isEqualTo("Ann");
                assertThat(messages.get(1).path("body").toString()).isEqualTo("{\"yes\":1}");
                assertThat(messages).map(message -> message.path("seq").asInt()).containsExactly(1, 2);
            }
            JsonNode history = ann.ask("history", Map.of("room", room, "limit", 1));
            assertThat(history.path("messages").path(0).path("id").asText()).isEqualTo("b1");
            assertThat(history.path("more").asBoolean()).isTrue();
            assertThat(ann.ask("who", Map.of("room", room)).path("members").asInt())
                    .isEqualTo(2);
            JsonNode refused = bob.ask("post", Map.of("room", "elsewhere", "id", "b2", "body", "?"));
            assertThat(refused.path("error").path("code").asText()).isEqualTo("not_joined");

            bob.leave();
            ann.await("presence", presence -> presence.path("left").toString().contains("Bob"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownNamespaceIsRefused(SocketIoMake make) {
        assumeTrue(make.absence().isEmpty(), () -> "skipped: " + make.absence().orElseThrow());
        try (SocketIoClient client = make.open(first.place(), "/nowhere", Way.WEBSOCKET, NOBODY)) {
            assertThat(client.awaitState("connect_error").path("message").asText())
                    .isEqualTo("Invalid namespace");
        }
    }

    private static SocketIoClient connect(
            SocketIoMake make, Place place, String namespace, Way way, Map<String, String> auth) {
        assumeTrue(make.absence().isEmpty(), () -> "skipped: " + make.absence().orElseThrow());
        return make.connect(place, namespace, way, auth);
    }

    private static JsonNode json(Map<String, String> value) {
        return JSON.valueToTree(value);
    }
}

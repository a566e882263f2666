package confab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import confab.scene.RawSocket;
import confab.scene.TextClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients get that break the rules, and that nobody else notices. */
final class BadInputIT {
    @TempDir
    private static Path folder;

    private static NodeProcess node;
    private static JsonClient bystander;

    @BeforeAll
    static void start() throws IOException {
        node = NodeProcess.start(folder, "--memory");
        bystander = JsonClient.join(node, "Bystander", "quiet");
    }

    @AfterAll
    static void stop() {
        assertThat(bystander.isClosed()).isFalse();
        bystander.post("quiet", "last", "all well");
        bystander.await("posted");
        assertThat(bystander.frames("error")).isEmpty();
        node.close();
    }

    @Test
    void anErrorIsAnsweredAndTheNextGoodFrameWorks() {
        JsonClient ann = JsonClient.join(node, "Ann", "room");
        String tooLong = "x".repeat(17 * 1024);

        assertError(ann, "not json", "bad_request", null);
        assertError(ann, "[1]", "bad_request", null);
        assertError(ann, "{}", "bad_request", null);
        assertError(ann, "{\"type\":\"dance\"}", "unknown_type", "dance");
        assertError(ann, "{\"type\":\"post\",\"room\":\"room\"}", "bad_request", "post");
        assertError(ann, "{\"type\":\"post\",\"room\":\"room\",\"id\":\"1\"}", "bad_request", "1");
        assertError(ann, "{\"type\":\"post\",\"room\":\"bad room\",\"id\":\"2\",\"body\":1}", "bad_request", "2");
        assertError(ann, "{\"type\":\"post\",\"room\":\"other\",\"id\":\"3\",\"body\":1}", "not_joined", "3");
        assertError(
                ann,
                "{\"type\":\"post\",\"room\":\"room\",\"id\":\"4\",\"body\":\"" + tooLong + "\"}",
                "too_large",
                "4");
        assertError(ann, "{\"type\":\"who\",\"room\":\"other\",\"ref\":\"r1\"}", "not_joined", "r1");
        assertError(ann, "{\"type\":\"leave\",\"room\":\"other\"}", "not_joined", "leave");
        assertError(ann, "{\"type\":\"history\",\"room\":\"room\",\"limit\":1000}", "bad_request", "history");
        assertError(ann, "{\"type\":\"hello\"}", "bad_request", "hello");

        ann.post("room", "good", "still here");
        assertThat(ann.await("posted").get("id").asText()).isEqualTo("good");
    }

    @Test
    void anotherFirstFrameThanHelloIsRefusedAndHelloStillWorks() {
        JsonClient ann = JsonClient.connect(node);
        assertError(ann, "{\"type\":\"join\",\"room\":\"room\"}", "bad_request", "join");
        assertError(ann, "{\"type\":\"hello\",\"user\":\" space\"}", "bad_request", "hello");
        ann.say(Map.of("type", "hello", "user", "Ann"));
        assertThat(ann.await("welcome").get("user").asText()).isEqualTo("Ann");
    }

    @Test
    void threeFramesInARowThatAreNotJsonClose() {
        JsonClient ann = JsonClient.open(node, "Ann");
        ann.say("one");
        ann.say("two");
        ann.say(Map.of("type", "ping"));
        ann.await("pong");
        ann.say("one");
        ann.say("two");
        ann.say("three");
        assertThat(ann.closeCode()).isEqualTo(4000);
        assertThat(ann.frames("error")).hasSize(5);
    }

    @Test
    void whoDoesNotSayHelloIsClosed() {
        assertThat(JsonClient.connect(node).closeCode()).isEqualTo(4000);
    }

    @Test
    void framesThatBreakTheTransportsRulesCloseWithItsCodes() {
        assertThat(closeCodeAfter(client -> client.sayBytes(new byte[] {1}))).isEqualTo(1003);
        assertThat(closeCodeAfter(client -> client.say("x".repeat(70_000)))).isEqualTo(1009);
        try (RawSocket unmasked = RawSocket.upgrade(node.port(), "/ws");
                RawSocket bad = RawSocket.upgrade(node.port(), "/ws")) {
            unmasked.send(new byte[] {(byte) 0x81, 2, '{', '}'});
            bad.send(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xc3, (byte) 0x28});
            assertThat(unmasked.closeCode()).isEqualTo(1002);
            assertThat(bad.closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void plainTextIsToldByItsCloseCode() {
        TextClient binary = TextClient.open(node);
        binary.sayBytes(new byte[] {1});
        assertThat(binary.closeCode()).isEqualTo(1003);
        TextClient large = TextClient.open(node);
        large.say("x".repeat(17 * 1024));
        assertThat(large.closeCode()).isEqualTo(1009);
    }

    @Test
    void tooManyRoomsAreRefusedAndTheOthersStay() {
        JsonClient ann = JsonClient.open(node, "Ann");
        for (int i = 0; i <= 100; i++) {
            ann.say(Map.of("type", "join", "room", "many" + i, "history", 0, "ref", "j" + i));
        }
        JsonNode error = ann.await("error");
        assertThat(error.get("code").asText()).isEqualTo("bad_request");
        assertThat(error.get("ref").asText()).isEqualTo("j100");
        ann.awaitFrames("joined", 100);
        ann.post("many0", "1", "works");
        ann.await("posted");
    }

    private interface Mischief {
        void with(JsonClient client);
    }

    private static int closeCodeAfter(Mischief mischief) {
        JsonClient client = JsonClient.open(node, "Ann");
        mischief.with(client);
        return client.closeCode();
    }

    private static void assertError(JsonClient client, String frame, String code, @Nullable String ref) {
        client.say(frame);
        JsonNode error = client.await("error");
        assertThat(error.get("code").asText()).as(frame).isEqualTo(code);
        assertThat(error.path("message").asText()).as(frame).isNotBlank();
        assertThat(error.path("ref").asText(null)).as(frame).isEqualTo(ref);
    }
}

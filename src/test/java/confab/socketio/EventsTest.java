package confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.engineio.EngineEnd;
import confab.model.Body;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients and the server emit, and the acknowledgements of it. */
final class EventsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Scene scene = new Scene();
    private final List<String> heard = new ArrayList<>();
    private TestEngine client = scene.enter();
    private SocketConnection connection = scene.last();

    record Point(int x, @org.jspecify.annotations.Nullable Integer y) {}

    @BeforeEach
    void enter() {
        assertThat(connection.isConnected()).isTrue();
    }

    @Test
    void anEventIsHeardByTheListenersOfAllAndThenByItsOwn() {
        connection.on("a", (args, ack) -> heard.add("a" + args));
        connection.onAny((event, args, ack) -> heard.add("any " + event));
        connection.on("b", (args, ack) -> heard.add("b"));
        connection.on("a", (args, ack) -> heard.add("again"));
        client.says("2[\"a\",1,{\"b\":[]}]", "2[\"c\"]");
        assertThat(heard).containsExactly("any a", "a[1,{\"b\":[]}] with 0 attachments", "again", "any c");
    }

    @Test
    void bytesComeAndGo() {
        connection.on("a", (args, ack) -> connection.emit("b", args));
        client.says("51-[\"a\",{\"_placeholder\":true,\"num\":0}]").saysBytes(1, 2, 255);
        assertThat(client.hears()).containsExactly("451-[\"b\",{\"_placeholder\":true,\"num\":0}]", "0102ff");
    }

    @Test
    void theServerAcknowledgesOnce() {
        connection.on("a", (args, ack) -> {
            assertThat(ack.isWanted()).isTrue();
            ack.send("x", 1);
            ack.send("y");
        });
        assertThat(client.says("27[\"a\"]").hears()).containsExactly("437[\"x\",1]");
    }

    @Test
    void whoWantsNoAcknowledgementGetsNone() {
        connection.on("a", (args, ack) -> {
            heard.add("wanted " + ack.isWanted());
            ack.send("x");
        });
        assertThat(client.says("2[\"a\"]").hears()).isEmpty();
        assertThat(heard).containsExactly("wanted false");
    }

    @Test
    void anAcknowledgementMayComeLaterAndFromAnywhere() throws Exception {
        List<Ack> acks = Collections.synchronizedList(new ArrayList<>());
        connection.on("a", (args, ack) -> acks.add(ack));
        client.says("20[\"a\"]", "21[\"a\"]");
        Thread other = new Thread(() -> acks.get(1).send());
        other.start();
        other.join();
        assertThat(client.hears()).containsExactly("431[]");
    }

    @Test
    void aListenerThatThrowsHarmsNobodyElse() {
        connection.on("a", (args, ack) -> {
            throw new IllegalArgumentException("bad");
        });
        connection.on("a", (args, ack) -> {
            throw new AssertionError("worse");
        });
        connection.on("a", (args, ack) -> throwAny(new IOException("of another language")));
        connection.on("a", (args, ack) -> {
            throw new Error("its own");
        });
        connection.on("a", (args, ack) -> ack.send("fine"));
        assertThat(client.says("21[\"a\"]").hears()).containsExactly("431[\"fine\"]");
        assertThat(client.isClosed).isFalse();
    }

    /** As languages do whose exceptions need not be declared. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> void throwAny(Exception any) throws E {
        throw (E) any;
    }

    @Test
    void valuesBecomeWhatJavaScriptWouldWrite() {
        connection.emit(
                "v",
                null,
                "é\"",
                1,
                1.0,
                1e21,
                true,
                Map.of("k", List.of(1, "2")),
                new Point(1, null),
                Body.ofJson("{\"b\":1}".getBytes(StandardCharsets.UTF_8)));
        assertThat(client.hears())
                .containsExactly(
                        "42[\"v\",null,\"é\\\"\",1,1,1e+21,true,{\"k\":[1,\"2\"]},{\"x\":1,\"y\":null},{\"b\":1}]");
        connection.emit("bytes", new byte[] {1}, Map.of("k", new byte[] {2}));
        assertThat(client.hears())
                .containsExactly(
                        "452-[\"bytes\",{\"_placeholder\":true,\"num\":0},{\"k\":{\"_placeholder\":true,\"num\":1}}]",
                        "01",
                        "02");
        connection.emit("body", Body.ofJson("{\"$bytes\":\"AQ==\"}".getBytes(StandardCharsets.UTF_8)));
        assertThat(client.hears()).containsExactly("451-[\"body\",{\"_placeholder\":true,\"num\":0}]", "01");
        connection.emit("nothing");
        assertThat(client.hears()).containsExactly("42[\"nothing\"]");
    }

    @Test
    void whatHasNoJsonOrABadNameIsRefusedAtOnce() {
        assertThatThrownBy(() -> connection.emit("a", Instant.EPOCH)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> connection.emit("disconnect")).isInstanceOf(IllegalArgumentException.class);
        assertThat(client.hears()).isEmpty();
    }

    @Test
    void whatIsEmittedInOneGoIsFlushedOnce() {
        int before = client.flushes;
        connection.emit("a");
        connection.emit("b");
        assertThat(client.hears()).containsExactly("42[\"a\"]", "42[\"b\"]");
        assertThat(client.flushes - before).isEqualTo(1);
    }

    @Test
    void volatileEventsAreDroppedWhenTheClientDoesNotRead() {
        client.room = 1;
        connection.emitVolatile("a");
        connection.emitVolatile("b");
        connection.emit("c");
        assertThat(client.hears()).containsExactly("42[\"a\"]", "42[\"c\"]");
    }

    @Test
    void aClientAcknowledges() {
        connection.emitWithAck(SECOND, "q", "x").thenAccept(args -> heard.add(args.toString()));
        connection.emitWithAck(SECOND, "q", "y").thenAccept(args -> heard.add(args.toString()));
        assertThat(client.hears()).containsExactly("420[\"q\",\"x\"]", "421[\"q\",\"y\"]");
        client.says("31[\"second\"]", "30[]", "30[\"twice\"]", "399[]");
        assertThat(heard).containsExactly("[\"second\"] with 0 attachments", "[] with 0 attachments");
        assertThat(client.isClosed).isFalse();
    }

    @Test
    void aClientThatDoesNotAcknowledgeInTimeIsNotWaitedFor() {
        ask(Duration.ofSeconds(60), "long");
        ask(Duration.ofSeconds(2), "short");
        ask(SECOND, "shorter");
        scene.lane.pass(SECOND);
        assertThat(heard).containsExactly("shorter: TIMEOUT");
        scene.lane.pass(SECOND);
        assertThat(heard).containsExactly("shorter: TIMEOUT", "short: TIMEOUT");
        client.says("32[]");
        scene.lane.pass(Duration.ofSeconds(57));
        assertThat(heard).hasSize(2);
        scene.lane.pass(SECOND);
        assertThat(heard).last().isEqualTo("long: TIMEOUT");
    }

    @Test
    void soManyAcknowledgementsAreAwaitedAndNoMore() {
        for (int i = 0; i <= Scene.SETTINGS.maxPendingAcks(); i++) {
            ask(SECOND, "q" + i);
        }
        assertThat(client.hears()).containsExactly("420[\"q0\"]", "421[\"q1\"]", "422[\"q2\"]");
        assertThat(heard).containsExactly("q3: TOO_MANY");
        client.says("30[]");
        ask(SECOND, "q4");
        assertThat(client.hears()).containsExactly("424[\"q4\"]");
    }

    @Test
    void noAcknowledgementComesFromWhoIsGone() {
        connection.onDisconnect(reason -> heard.add("gone"));
        ask(SECOND, "before");
        scene.lane.run();
        client.end(EngineEnd.PING_TIMEOUT);
        ask(SECOND, "after");
        scene.lane.run();
        assertThat(heard).containsExactly("before: DISCONNECTED", "gone", "after: DISCONNECTED");
    }

    private void ask(Duration timeout, String question) {
        var unused = connection
                .emitWithAck(timeout, question)
                .whenComplete((args, failure) -> Optional.ofNullable(failure)
                        .ifPresent(e -> heard.add(question + ": " + ((AckFailed) e).reason())));
    }
}

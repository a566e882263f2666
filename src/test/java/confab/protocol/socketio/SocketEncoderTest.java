package confab.protocol.socketio;

import static confab.protocol.socketio.Wire.encode;
import static confab.protocol.socketio.Wire.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import confab.protocol.WebSocketFrames;
import confab.protocol.engineio.EngineFormat;
import confab.protocol.engineio.EnginePacket;
import confab.protocol.socketio.SocketPacket.Ack;
import confab.protocol.socketio.SocketPacket.Connect;
import confab.protocol.socketio.SocketPacket.ConnectError;
import confab.protocol.socketio.SocketPacket.Disconnect;
import confab.protocol.socketio.SocketPacket.Event;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts are what socket.io-parser 4.2.4 writes for the same packets; 4.2.7 writes no other. */
class SocketEncoderTest {
    private static final NamespaceName ADMIN = new NamespaceName("/admin");

    record Written(SocketPacket packet, List<String> messages) {
        Written(SocketPacket packet, String... messages) {
            this(packet, List.of(messages));
        }
    }

    static List<Written> packetsWithoutArguments() {
        return List.of(
                new Written(new Connect(NamespaceName.ROOT, null), "0"),
                new Written(new Connect(ADMIN, null), "0/admin,"),
                new Written(new Connect(ADMIN, json("{\"token\":\"123\"}")), "0/admin,{\"token\":\"123\"}"),
                new Written(
                        new Connect(NamespaceName.ROOT, json("{\"sid\":\"oSO0OpakMV_3jnilAAAA\"}")),
                        "0{\"sid\":\"oSO0OpakMV_3jnilAAAA\"}"),
                new Written(new Disconnect(NamespaceName.ROOT), "1"),
                new Written(new Disconnect(ADMIN), "1/admin,"),
                new Written(new ConnectError(NamespaceName.ROOT, json("\"Unauthorized\"")), "4\"Unauthorized\""),
                new Written(
                        ConnectError.of(new NamespaceName("/x"), "Invalid namespace", null),
                        "4/x,{\"message\":\"Invalid namespace\"}"),
                new Written(
                        ConnectError.of(NamespaceName.ROOT, "not \"you\"\né", json("{\"code\":\"E1\",\"n\":[1,2.5]}")),
                        "4{\"message\":\"not \\\"you\\\"\\né\",\"data\":{\"code\":\"E1\",\"n\":[1,2.5]}}"));
    }

    static List<Written> packetsWithArguments() {
        Arguments some = Arguments.of(json("1"), json("{}"));
        return List.of(
                new Written(event(null, "a", some), "2[\"a\",1,{}]"),
                new Written(event(null, "hey", Arguments.NONE), "2[\"hey\"]"),
                new Written(event(0L, "hey", Arguments.NONE), "20[\"hey\"]"),
                new Written(new Event(new NamespaceName("/test"), 1L, "a", some), "2/test,1[\"a\",1,{}]"),
                new Written(
                        event(null, "é😀\u2028\u007f/\"\\\b\f\n\r\t\u0000\u001f\ud83d", Arguments.NONE),
                        "2[\"é😀\u2028\u007f/\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\\ud83d\"]"),
                new Written(
                        new Ack(NamespaceName.ROOT, 123, Arguments.of(json("\"a\""), json("1"), json("{}"))),
                        "3123[\"a\",1,{}]"),
                new Written(new Ack(ADMIN, 0, Arguments.NONE), "3/admin,0[]"));
    }

    static List<Written> packetsWithBytes() {
        String nested = "{\"b\":[\"c\",{\"$bytes\":\"AQ==\"},{\"d\":{\"$bytes\":\"Av8=\"},\"e\":\"x\"}]}";
        return List.of(
                new Written(
                        new Event(new NamespaceName("/cool"), 23L, "a", Arguments.of(json("{\"$bytes\":\"YWJj\"}"))),
                        "51-/cool,23[\"a\",{\"_placeholder\":true,\"num\":0}]",
                        "616263"),
                new Written(
                        event(
                                null,
                                "a",
                                Arguments.of(
                                        json(nested), json("{\"$bytes\":\"\"}"), json("[[{\"$bytes\":\"Aw==\"}]]"))),
                        "54-[\"a\",{\"b\":[\"c\",{\"_placeholder\":true,\"num\":0},{\"d\":{\"_placeholder\":true,\"num\":1},"
                                + "\"e\":\"x\"}]},{\"_placeholder\":true,\"num\":2},[[{\"_placeholder\":true,\"num\":3}]]]",
                        "01",
                        "02ff",
                        "",
                        "03"),
                new Written(
                        new Ack(
                                new NamespaceName("/back"),
                                127,
                                Arguments.of(json("\"a\""), json("{\"$bytes\":\"eHh4\"}"), json("{}"))),
                        "61-/back,127[\"a\",{\"_placeholder\":true,\"num\":0},{}]",
                        "787878"));
    }

    @ParameterizedTest
    @MethodSource({"packetsWithoutArguments", "packetsWithArguments", "packetsWithBytes"})
    void packetIsWrittenAsByTheReferenceAndReadAgain(Written written) throws Exception {
        assertThat(encode(written.packet())).isEqualTo(written.messages());
        String[] attachments = written.messages().stream().skip(1).toArray(String[]::new);
        assertThat(Wire.decode(written.messages().get(0), attachments)).isEqualTo(written.packet());
    }

    @Test
    void placeholdersAreNumberedBeyondOneDigit() {
        List<BinaryNode> nodes = IntStream.range(0, 11)
                .mapToObj(i -> BinaryNode.valueOf(new byte[] {(byte) i}))
                .toList();
        Arguments arguments =
                Arguments.ofTrees(List.of(JsonNodeFactory.instance.arrayNode().addAll(nodes)));
        List<String> messages = encode(event(null, "m", arguments));
        assertThat(messages).hasSize(12);
        assertThat(messages.get(0))
                .startsWith("511-[\"m\",[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1},")
                .endsWith(",{\"_placeholder\":true,\"num\":9},{\"_placeholder\":true,\"num\":10}]]");
        assertThat(messages.get(11)).isEqualTo("0a");
    }

    @Test
    void messagesOfAPacketGoOutInEachFormatOfEngineIo() {
        List<EnginePacket> messages = SocketEncoder.encode(
                new Event(new NamespaceName("/chat"), null, "message", Arguments.of(json("{\"$bytes\":\"AQID\"}"))));
        String text = "451-/chat,[\"message\",{\"_placeholder\":true,\"num\":0}]";
        ByteBuffer frames = ByteBuffer.allocate(2 + text.length() + 2 + 3)
                .put(WebSocketFrames.text(text.getBytes(UTF_8)))
                .put(WebSocketFrames.binary(new byte[] {1, 2, 3}));
        assertThat(EngineFormat.WEBSOCKET.encode(messages)).isEqualTo(frames.array());
        assertThat(new String(EngineFormat.payload(messages), UTF_8)).isEqualTo(text + "\u001ebAQID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"})
    void reservedNamesAreNotSent(String name) {
        Event event = event(null, name, Arguments.ofTrees(List.of(TextNode.valueOf("x"))));
        assertThatThrownBy(() -> SocketEncoder.encode(event)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Event event(@Nullable Long ackId, String name, Arguments arguments) {
        return new Event(NamespaceName.ROOT, ackId, name, arguments);
    }
}

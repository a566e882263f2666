package confab.protocol.socketio;

import static confab.protocol.socketio.Wire.argumentsOf;
import static confab.protocol.socketio.Wire.bytes;
import static confab.protocol.socketio.Wire.decode;
import static confab.protocol.socketio.Wire.encode;
import static confab.protocol.socketio.Wire.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.socketio.SocketPacket.Ack;
import confab.protocol.socketio.SocketPacket.Connect;
import confab.protocol.socketio.SocketPacket.ConnectError;
import confab.protocol.socketio.SocketPacket.Disconnect;
import confab.protocol.socketio.SocketPacket.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What socket.io-parser 4.2 takes, as it takes it. */
class SocketDecoderTest {
    record Read(String text, SocketPacket packet) {}

    static List<Read> packets() {
        NamespaceName a = new NamespaceName("/a");
        Arguments x = Arguments.of(json("\"x\""));
        return List.of(
                new Read("00", new Connect(NamespaceName.ROOT, null)),
                new Read("0/a", new Connect(a, null)),
                new Read("0/a?b=c,", new Connect(new NamespaceName("/a?b=c"), null)),
                new Read("0/a, { \"b\" : [ 1 , \" \" ] } ", new Connect(a, json("{\"b\":[1,\" \"]}"))),
                new Read("10", new Disconnect(NamespaceName.ROOT)),
                new Read("1/a", new Disconnect(a)),
                new Read("4\"x\"", new ConnectError(NamespaceName.ROOT, json("\"x\""))),
                new Read("4{}", new ConnectError(NamespaceName.ROOT, json("{}"))),
                new Read("2[\"e\",\"x\"]", new Event(NamespaceName.ROOT, null, "e", x)),
                new Read("2[\"\"]", new Event(NamespaceName.ROOT, null, "", Arguments.NONE)),
                new Read("2[\"\\u0065\\ud83d\\ude00\"]", new Event(NamespaceName.ROOT, null, "e😀", Arguments.NONE)),
                new Read("2[1,\"x\"]", new Event(NamespaceName.ROOT, null, "1", x)),
                new Read("2/,[\"e\"]", new Event(NamespaceName.ROOT, null, "e", Arguments.NONE)),
                new Read("2//,[\"e\"]", new Event(new NamespaceName("//"), null, "e", Arguments.NONE)),
                new Read("2/a,12[\"e\",\"x\"]", new Event(a, 12L, "e", x)),
                new Read("2007[\"e\"]\n", new Event(NamespaceName.ROOT, 7L, "e", Arguments.NONE)),
                new Read(
                        "29007199254740991[\"e\"]", new Event(NamespaceName.ROOT, (1L << 53) - 1, "e", Arguments.NONE)),
                new Read("30[]", new Ack(NamespaceName.ROOT, 0, Arguments.NONE)),
                new Read("3/a,12[ \"x\" ]", new Ack(a, 12, x)));
    }

    @ParameterizedTest
    @MethodSource("packets")
    void textIsAPacket(Read read) throws Exception {
        assertThat(decode(read.text())).isEqualTo(read.packet());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`[1.0,1e2,-0,0.10E-5,123456789012345678901234567890]`",
                "`{\"b\":1,\"a\":{\"2\":2,\"1\":1},\"b\":3}`",
                "`\"\\u0041\\/\\ud83d é\"`",
                "`{\"_placeholder\":true,\"num\":0}`",
                "`{\"$bytes\":\"AQ==\"}`",
                "true",
                "null",
            })
    void valueKeepsItsTextOnTheWayThrough(String value) throws Exception {
        SocketPacket packet = decode("2[\"e\"," + value + "]");
        assertThat(argumentsOf(packet).body(0)).isEqualTo(json(value));
        assertThat(packet).isNotNull();
        assertThat(encode(packet)).containsExactly("2[\"e\"," + value + "]");
    }

    @Test
    void whiteSpaceGoesOutsideStringsOnly() throws Exception {
        SocketPacket packet = decode("2 [ \"e\" ,\t{ \"a b\" : [ 1 , \"\\\" , \" ] } ,\r\n2 ] ");
        assertThat(packet).isNotNull();
        assertThat(encode(packet)).containsExactly("2[\"e\",{\"a b\":[1,\"\\\" , \"]},2]");
    }

    @Test
    void packetIsCompleteWithItsLastAttachment() throws Exception {
        SocketDecoder decoder = new SocketDecoder(Wire.LIMITS);
        String text = "52-/a,3[\"e\",{\"_placeholder\":true,\"num\":0},[{\"num\":1,\"_placeholder\":true}]]";
        assertThat(decoder.text(text.getBytes(UTF_8))).isNull();
        assertThat(decoder.binary(bytes("01"))).isNull();
        SocketPacket packet = decoder.binary(bytes("ff"));
        assertThat(packet)
                .isEqualTo(new Event(
                        new NamespaceName("/a"),
                        3L,
                        "e",
                        Arguments.of(json("{\"$bytes\":\"AQ==\"}"), json("[{\"$bytes\":\"/w==\"}]"))));
        assertThat(decoder.text("1".getBytes(UTF_8))).isEqualTo(new Disconnect(NamespaceName.ROOT));
    }

    @Test
    void attachmentsComeInTheOrderOfTheirNumbersAndGoOutInThatOfTheText() throws Exception {
        SocketPacket packet =
                decode("62-1[{\"_placeholder\":true,\"num\":1},{\"a\":{\"_placeholder\":true,\"num\":0}}]", "0a", "0b");
        assertThat(packet).isNotNull();
        assertThat(encode(packet))
                .containsExactly(
                        "62-1[{\"_placeholder\":true,\"num\":0},{\"a\":{\"_placeholder\":true,\"num\":1}}]",
                        "0b",
                        "0a");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"_placeholder\":true,\"num\":0}",
                "{ \"num\" : 0 , \"_placeholder\" : true }",
                "{\"_placeholder\":true,\"num\":0,\"x\":[{\"y\":1}]}",
                "{\"_placeholder\":false,\"num\":9,\"num\":0,\"_placeholder\":true}",
                "{\"_placeholder\":[],\"_placeholder\":true,\"num\":{},\"num\":-0}",
                "{\"\\u005fplaceholder\":true,\"n\\u0075m\":0}",
            })
    void placeholderIsWhatTheReferenceTakesForOne(String placeholder) throws Exception {
        SocketPacket packet = decode("51-[\"e\",1," + placeholder + ",2]", "7f");
        assertThat(argumentsOf(packet)).isEqualTo(Arguments.of(json("1"), json("{\"$bytes\":\"fw==\"}"), json("2")));
    }

    @Test
    void placeholderWithinAPlaceholderGoesWithIt() throws Exception {
        String inner = "{\"_placeholder\":true,\"num\":0}";
        SocketPacket packet = decode("51-[\"e\",{\"x\":" + inner + ",\"num\":0,\"_placeholder\":true}]", "7f");
        assertThat(argumentsOf(packet)).isEqualTo(Arguments.of(json("{\"$bytes\":\"fw==\"}")));
    }

    @Test
    void numbersInOtherPlacesArePlaceholdersOfNothing() throws Exception {
        String value = "{\"a\":[true,{\"_placeholder\":\"true\",\"num\":5}],\"num\":7,\"_placeholder\":1}";
        SocketPacket packet = decode("51-[\"e\"," + value + ",{\"_placeholder\":true,\"num\":0}]", "00");
        assertThat(argumentsOf(packet).body(0)).isEqualTo(json(value));
        assertThat(argumentsOf(packet).attachments()).hasSize(1);
    }

    @Test
    void longTextIsCutAtItsValuesToo() throws Exception {
        StringBuilder text = new StringBuilder("52-[\"e\"");
        String[] values = new String[2_000];
        for (int i = 0; i < values.length; i++) {
            String placeholder = "{\"_placeholder\" : true, \"num\":" + i % 2 + "}";
            values[i] = "{\"é" + "x".repeat(i % 97) + "\":[" + i + ",\"😀\",true]}";
            text.append(i < 1_998 ? " , " + values[i].replace(",", " , ") : "," + placeholder);
        }
        SocketDecoder decoder = new SocketDecoder(new SocketLimits(2, 1_000_000));
        assertThat(decoder.text(text.append("]").toString().getBytes(UTF_8))).isNull();
        assertThat(decoder.binary(bytes("01"))).isNull();
        Arguments arguments = argumentsOf(decoder.binary(bytes("02")));
        for (int i = 0; i < 1_998; i++) {
            assertThat(arguments.body(i)).isEqualTo(json(values[i]));
        }
        assertThat(arguments.body(1_999)).isEqualTo(json("{\"$bytes\":\"Ag==\"}"));
    }
}

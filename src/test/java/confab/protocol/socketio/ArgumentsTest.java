package confab.protocol.socketio;

import static confab.protocol.socketio.Wire.argumentsOf;
import static confab.protocol.socketio.Wire.decode;
import static confab.protocol.socketio.Wire.encode;
import static confab.protocol.socketio.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import confab.model.Body;
import confab.protocol.socketio.SocketPacket.Ack;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"{\\\"$bytes\\\":\\\"AQ==\\\"}\"",
                "{\"a\":\"{\\\"$bytes\\\":\\\"AQ==\\\"}\"}",
                "{\"$bytes\":\"AQ\"}",
                "{\"$bytes\":5}",
                "{\"$bytes\":{}}",
                "{\"$bytes\":\"AQ==\",\"x\":1}",
                "[\"$bytes\",\"AQ==\"]",
                "{\"\":\"$bytes\"}",
                "[\"\",\"\\\\\",\"$\"]",
                "{}",
                "[]",
            })
    void onlyBytesAreAttached(String value) {
        Arguments arguments = Arguments.of(json(value));
        assertThat(arguments.attachments()).isEmpty();
        assertThat(arguments.body(0)).isEqualTo(json(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true|\"{\\\"$bytes\\\":\\\"AQ==\\\"}\"",
                "true|[5,{\"a\":\"{\",\"$bytes\":\"AQ==\"},{}]",
                "true|[{},\"{\\\"$\"]",
                "false|{\"$bytes\":\"AQ==\"}",
                "false|[[{\"a\":{\"\\u0024bytes\":\"AQ==\"}}]]",
            })
    void whatSurelyHoldsNoBytesIsSeenInItsText(boolean isPlain, String value) {
        assertThat(Arguments.isPlain(json(value))).isEqualTo(isPlain);
        assertThat(Arguments.of(json(value)).attachments().isEmpty()).isEqualTo(isPlain);
    }

    @Test
    void bytesAreFoundAtAnyDepthAndWhateverTheirKeyIsEscaped() {
        Arguments arguments =
                Arguments.of(json("[{\"a\":{\"$bytes\":\"AQ==\"},\"b\":[{\"\\u0024bytes\":\"\\/\\/8=\"}]}]"));
        assertThat(arguments.attachments()).hasSize(2);
        assertThat(arguments.attachments().get(1)).containsExactly(0xff, 0xff);
        assertThat(arguments.body(0)).isEqualTo(json("[{\"a\":{\"$bytes\":\"AQ==\"},\"b\":[{\"$bytes\":\"//8=\"}]}]"));
    }

    @Test
    void bodiesOfABinaryPacketHaveTheirOwnBytesOnly() throws Exception {
        Arguments arguments = argumentsOf(decode(
                "52-[\"e\",[{\"_placeholder\":true,\"num\":1}],7,{\"_placeholder\":true,\"num\":0}]", "0a", "0b"));
        assertThat(arguments.size()).isEqualTo(3);
        assertThat(arguments.body(0)).isEqualTo(json("[{\"$bytes\":\"Cw==\"}]"));
        assertThat(arguments.body(1)).isEqualTo(json("7"));
        assertThat(arguments.body(2)).isEqualTo(json("{\"$bytes\":\"Cg==\"}"));
    }

    @Test
    void treeHasBytesAsBinaryNodes() throws Exception {
        Arguments arguments =
                argumentsOf(decode("51-[\"e\",{\"a\":[null,true,{\"_placeholder\":true,\"num\":0}]},\"x\"]", "0a0b"));
        ObjectNode expected = NODES.objectNode();
        expected.putArray("a").addNull().add(true).add(new byte[] {10, 11});
        assertThat(arguments.tree(0)).isEqualTo(expected);
        assertThat(arguments.tree(1)).isEqualTo(NODES.textNode("x"));
    }

    @Test
    void whatOnlyLooksLikeBytesIsAnObjectInTheTree() throws Exception {
        Arguments arguments = argumentsOf(decode("2[\"e\",{\"$bytes\":\"AQ==\"},{\"_placeholder\":true,\"num\":0}]"));
        assertThat(arguments.tree(0).path("$bytes").textValue()).isEqualTo("AQ==");
        assertThat(arguments.tree(1).path("num").intValue()).isZero();
    }

    @Test
    void numbersAreAsExactAsTheyAreShort() throws Exception {
        String many = "9".repeat(TreeReader.MAX_EXACT_DIGITS + 1);
        Arguments arguments =
                argumentsOf(decode("2[\"e\",1,-1234567890123,123456789012345678901,1.50,1e400," + many + "]"));
        assertThat(arguments.tree(0)).isEqualTo(NODES.numberNode(1));
        assertThat(arguments.tree(1)).isEqualTo(NODES.numberNode(-1_234_567_890_123L));
        assertThat(arguments.tree(2)).isEqualTo(NODES.numberNode(new BigInteger("123456789012345678901")));
        assertThat(arguments.tree(3)).isEqualTo(NODES.numberNode(1.5));
        assertThat(arguments.tree(4)).isEqualTo(NODES.numberNode(Double.POSITIVE_INFINITY));
        assertThat(arguments.tree(5)).isEqualTo(NODES.numberNode(1e101));
    }

    /** As socket.io-parser 4.2.4 writes the same values. */
    @Test
    void treesAreWrittenAsByTheReference() {
        ObjectNode object = NODES.objectNode().put("b", 1);
        object.putArray("a").addObject();
        List<JsonNode> trees = List.of(
                NODES.textNode("é😀\u2028\u007f/\"\\\b\f\n\r\t\u0000\u001f\ud83d"),
                NODES.textNode("\ude00x"),
                NODES.numberNode(0),
                NODES.numberNode(-1),
                NODES.numberNode(1.5),
                NODES.numberNode(1e21),
                NODES.numberNode(1e-7),
                NODES.numberNode(123456789012345680000d),
                NODES.numberNode(-0.0),
                NODES.booleanNode(true),
                NODES.nullNode(),
                NODES.arrayNode(),
                object);
        assertThat(encode(new Ack(NamespaceName.ROOT, 1, Arguments.ofTrees(trees))))
                .containsExactly(
                        "31[\"é😀\u2028\u007f/\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\\ud83d\",\"\\ude00x\",0,-1,1.5,"
                                + "1e+21,1e-7,123456789012345680000,0,true,null,[],{\"b\":1,\"a\":[{}]}]");
    }

    @Test
    void numbersThatJavaScriptLacksAreWrittenExactly() {
        Arguments arguments = Arguments.ofTrees(List.of(
                NODES.numberNode(Long.MAX_VALUE),
                NODES.numberNode(new BigInteger("123456789012345678901234567890")),
                NODES.numberNode(new BigDecimal("0.1234567890123456789")),
                NODES.numberNode(0.1f),
                NODES.numberNode(Double.NaN),
                MissingNode.getInstance()));
        assertThat(encode(new Ack(NamespaceName.ROOT, 1, arguments)))
                .containsExactly(
                        "31[9223372036854775807,123456789012345678901234567890,0.1234567890123456789,0.1,null,null]");
    }

    @Test
    void javaObjectsAreNoJson() {
        List<JsonNode> trees = List.of(new POJONode(this));
        assertThatThrownBy(() -> Arguments.ofTrees(trees)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"_placeholder\":true,\"num\":5}",
                "[{\"x\":1,\"_placeholder\":true}]",
                "{\"\\u005fplaceholder\":true}",
            })
    void bytesBesideWhatReadsAsAPlaceholderStayInTheText(String lookalike) {
        Body bytes = json("{\"$bytes\":\"AQ==\"}");
        Arguments arguments = Arguments.of(bytes, json(lookalike));
        assertThat(encode(new Ack(NamespaceName.ROOT, 1, arguments)))
                .containsExactly("31[{\"$bytes\":\"AQ==\"}," + lookalike + "]");
        assertThat(arguments.body(1)).isEqualTo(json(lookalike));
    }

    @Test
    void bytesInTreesStayInTheTextBesideALookalikeToo() {
        ObjectNode lookalike = NODES.objectNode().put("_placeholder", true);
        lookalike.set("b", BinaryNode.valueOf(new byte[] {1}));
        assertThat(encode(new Ack(NamespaceName.ROOT, 1, Arguments.ofTrees(List.of(lookalike)))))
                .containsExactly("31[{\"_placeholder\":true,\"b\":{\"$bytes\":\"AQ==\"}}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":false}",
                "{\"_placeholder\":\"true\"}",
                "[\"_placeholder\",true]",
                "{\"_\":true}"
            })
    void whatNoClientTakesForAPlaceholderHarmsNoBytes(String value) {
        Arguments arguments = Arguments.of(json("{\"$bytes\":\"AQ==\"}"), json(value));
        assertThat(arguments.attachments()).hasSize(1);
    }

    @Test
    void bodiesWithMoreBytesThanClientsTakeKeepThemInTheText() {
        String bytes = "{\"$bytes\":\"AQ==\"}";
        String most = "[" + bytes + ("," + bytes).repeat(Arguments.MAX_ATTACHMENTS - 1) + "]";
        assertThat(Arguments.of(json(most)).attachments()).hasSize(Arguments.MAX_ATTACHMENTS);

        Arguments more = Arguments.of(json(most), json(bytes));
        assertThat(encode(new Ack(NamespaceName.ROOT, 1, more))).containsExactly("31[" + most + "," + bytes + "]");
    }

    @Test
    void stringIsNotCopied() {
        Body body = json("\"hello\"");
        assertThat(Arguments.of(body).body(0).json()).isSameAs(body.json());
    }
}

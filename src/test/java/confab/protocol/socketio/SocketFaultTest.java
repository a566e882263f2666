package confab.protocol.socketio;

import static confab.protocol.socketio.Wire.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketFaultTest {
    private static final String PLACEHOLDER = "{\"_placeholder\":true,\"num\":0}";

    /** What socket.io-parser 4.2.7 refuses; all but those with 0 attachments, 4.2.4 does too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "7",
                "999",
                "-1",
                "0[]",
                "0\"x\"",
                "0null",
                "0/admin,\"invalid\"",
                "1{}",
                "1/admin,{}",
                "2{}",
                "2[]",
                "2[null]",
                "2[true,\"foo\"]",
                "2[{\"toString\":\"foo\"}]",
                "2[[\"a\"]]",
                "2\"a\"",
                "2a",
                "2-1[\"a\"]",
                "2[\"a\"",
                "2[\"a",
                "2[",
                "2[\"a\"]x",
                "2[\"a\"][\"b\"]",
                "2[\"a\"],",
                "2['a']",
                "2[\"a\",]",
                "2[,\"a\"]",
                "2[\"a\",1.]",
                "2[\"a\",.5]",
                "2[\"a\",01]",
                "2[\"a\",+1]",
                "2[\"a\",NaN]",
                "2[\"a\",tru]",
                "2[\"a\",1 2]",
                "2[\"a\",\"\\x\"]",
                "2[\"a\",\"\\u12g4\"]",
                "2[\"\u0000\"]",
                "2[\"a\",\"\n\"]",
                "2[\"a\"]\u00a0",
                "2[\"a\"]//",
                "2/admin,\"invalid",
                "2/admin,{}",
                "2[\"connect\"]",
                "2[\"connect_error\"]",
                "2[\"disconnect\",\"123\"]",
                "2[\"disconnecting\"]",
                "2[\"newListener\"]",
                "2[\"removeListener\"]",
                "2[\"\\u0063onnect\"]",
                "31{}",
                "31\"a\"",
                "4[]",
                "41",
                "442[\"some\",\"data\"",
                "5",
                "51",
                "5[\"a\"]",
                "50-",
                "5-[\"a\"]",
                "50-[\"a\"]",
                "5a-",
                "51.23-",
                "5-1-[\"a\"]",
                "51-",
                "51-{}",
                "6",
                "60-1[]",
            })
    void whatTheReferenceRefusesIsMalformed(String text) {
        assertMalformed(() -> Wire.decode(text));
    }

    /** What the reference takes and then makes nothing of, or makes something else of. No client writes it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2",
                "2/a",
                "2/[\"x\"]",
                "3",
                "31",
                "3[]",
                "4",
                "2\ufeff[\"a\"]",
                "29007199254740992[\"a\"]",
                "299999999999999999999999999[\"a\"]",
                "5 1-[\"a\"]",
                "51e0-[\"a\"]",
                "50x1-[\"a\"]",
            })
    void whatMakesNoSenseIsMalformed(String text) {
        assertMalformed(() -> Wire.decode(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "51-[\"e\",{\"_placeholder\":true,\"num\":1}]|num is the index",
                "51-[\"e\",{\"_placeholder\":true,\"num\":-1}]|num is the index",
                "51-[\"e\",{\"_placeholder\":true,\"num\":\"0\"}]|num is the index",
                "51-[\"e\",{\"_placeholder\":true,\"num\":\"splice\"}]|num is the index",
                "51-[\"e\",{\"_placeholder\":true,\"num\":0.5}]|num is the index",
                "51-[\"e\",{\"_placeholder\":true,\"num\":99999999999}]|num is the index",
                "51-[\"e\",{\"_placeholder\":true,\"num\":0,\"num\":null}]|num is the index",
                "51-[\"e\",{\"_placeholder\":true}]|num is the index",
                "51-[\"e\"]|one placeholder for each",
                "51-[\"e\",{\"num\":0}]|one placeholder for each",
                "51-[\"e\",{\"_placeholder\":1,\"num\":0}]|one placeholder for each",
                "51-[\"e\",{\"_placeholder\":true,\"num\":0,\"_placeholder\":false}]|one placeholder for each",
                "51-[\"e\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":0}]|one placeholder for each",
                "52-[\"e\",{\"_placeholder\":true,\"num\":0}]|one placeholder for each",
                "52-[\"e\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":0}]|one placeholder for each",
                "51-[{\"_placeholder\":true,\"num\":0}]|an event has a name",
                "61-[{\"_placeholder\":true,\"num\":0}]|without its id",
            })
    void placeholdersAreChecked(String text, String rule) {
        assertThatThrownBy(() -> Wire.decode(text, "00"))
                .isInstanceOf(MalformedSocketPacket.class)
                .hasMessageContaining(rule);
    }

    @Test
    void textInsteadOfAnAttachmentIsMalformedAndForgotten() throws Exception {
        SocketDecoder decoder = new SocketDecoder(Wire.LIMITS);
        decoder.text(("51-[\"e\"," + PLACEHOLDER + "]").getBytes(UTF_8));
        assertThatThrownBy(() -> decoder.text("2[\"e\"]".getBytes(UTF_8)))
                .isInstanceOf(MalformedSocketPacket.class)
                .hasMessage("text where an attachment belongs");
        assertThat(decoder.text("2[\"e\"]".getBytes(UTF_8))).isNotNull();
    }

    @Test
    void attachmentWithoutAPacketIsMalformed() {
        SocketDecoder decoder = new SocketDecoder(Wire.LIMITS);
        assertThatThrownBy(() -> decoder.binary(bytes("00")))
                .isInstanceOf(MalformedSocketPacket.class)
                .hasMessage("an attachment without a packet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "99999999999", "99999999999999999999999999"})
    void attachmentsAreBoundedInNumber(String announced) {
        SocketDecoder decoder = new SocketDecoder(new SocketLimits(2, 1_000));
        assertThatThrownBy(() -> decoder.text(("5" + announced + "-").getBytes(UTF_8)))
                .isInstanceOf(MalformedSocketPacket.class)
                .hasMessage("the number of attachments is at most 2");
    }

    @Test
    void textAndAttachmentsAreBoundedTogether() throws Exception {
        byte[] text = ("52-[\"e\"," + PLACEHOLDER + "," + PLACEHOLDER.replace('0', '1') + "]").getBytes(UTF_8);
        SocketDecoder exact = new SocketDecoder(new SocketLimits(2, text.length + 10));
        exact.text(text);
        exact.binary(new byte[4]);
        assertThat(exact.binary(new byte[6])).isNotNull();

        exact.text(text);
        exact.binary(new byte[4]);
        assertTooLarge(() -> exact.binary(new byte[7]));

        assertTooLarge(() -> new SocketDecoder(new SocketLimits(2, text.length - 1)).text(text));
    }

    @Test
    void valuesNestToABound() throws Exception {
        assertThat(Wire.decode("2[\"e\"," + "[".repeat(128) + "]".repeat(128) + "]"))
                .isNotNull();
        assertThatThrownBy(() -> Wire.decode("2[\"e\"," + "[".repeat(129) + "]".repeat(129) + "]"))
                .isInstanceOf(MalformedSocketPacket.class)
                .hasMessage("nested deeper than 128 levels");
        assertThatThrownBy(() -> Wire.decode("0" + "{\"a\":".repeat(129) + "1" + "}".repeat(129)))
                .isInstanceOf(MalformedSocketPacket.class)
                .hasMessage("nested deeper than 128 levels");
    }

    private static void assertTooLarge(ThrowingCallable decoding) {
        assertThatThrownBy(decoding).isInstanceOf(MalformedSocketPacket.class).hasMessageContaining("too large");
    }

    private static void assertMalformed(ThrowingCallable decoding) {
        assertThatThrownBy(decoding).isInstanceOf(MalformedSocketPacket.class);
    }
}

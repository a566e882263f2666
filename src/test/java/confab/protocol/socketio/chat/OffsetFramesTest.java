package confab.protocol.socketio.chat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.WebSocketFrames;
import confab.protocol.socketio.NamespaceName;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events with one more argument, in frames as the socket gets them. */
final class OffsetFramesTest {
    private static final byte[] OFFSET = "1/l/u".getBytes(US_ASCII);

    /** Bytes that the argument adds. */
    private static final int ADDED = 8;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "42[\"message\",\"hi\"]|42[\"message\",\"hi\",\"1/l/u\"]",
                "42/chat,[\"gap\",{\"a\":[]}]|42/chat,[\"gap\",{\"a\":[]},\"1/l/u\"]",
                "42[\"ä😀]\",[]]|42[\"ä😀]\",[],\"1/l/u\"]",
                "42[\"state\"]|42[\"state\",\"1/l/u\"]",
            })
    void anEventEndsInTheOffset(String before, String after) {
        assertThat(append(text(before))).isEqualTo(text(after));
        assertThat(OffsetFrames.holdEvent(text(before))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"43/chat,7[{\"room\":\"a\"}]", "461-7[0]", "40{\"sid\":\"x\"}", "41", "2", "4", "42"})
    void allElseStaysAsItIs(String text) {
        assertThat(append(text(text))).isEqualTo(text(text));
        assertThat(OffsetFrames.holdEvent(text(text))).isFalse();
    }

    @Test
    void attachmentsFollowAsTheyAre() {
        byte[] looksLikeAnEvent = "42[\"message\",1]".getBytes(US_ASCII);
        byte[] attachment = WebSocketFrames.binary(looksLikeAnEvent);
        byte[] wire = join(text("451-[\"message\",{\"_placeholder\":true,\"num\":0}]"), attachment);
        assertThat(append(wire))
                .isEqualTo(join(text("451-[\"message\",{\"_placeholder\":true,\"num\":0},\"1/l/u\"]"), attachment));
        assertThat(OffsetFrames.holdEvent(attachment)).isFalse();
        assertThat(append(attachment)).isEqualTo(attachment);
    }

    @Test
    void everyEventOfManyFramesGetsIt() {
        byte[] ack = text("431[1]");
        byte[] large = WebSocketFrames.binary(new byte[70_000]);
        byte[] wire = join(text("42[\"a\"]"), ack, text("451-[\"b\",0]"), large, text("42[\"c\",2]"));
        assertThat(append(wire))
                .isEqualTo(join(
                        text("42[\"a\",\"1/l/u\"]"),
                        ack,
                        text("451-[\"b\",0,\"1/l/u\"]"),
                        large,
                        text("42[\"c\",2,\"1/l/u\"]")));
    }

    @ParameterizedTest
    @ValueSource(ints = {125 - ADDED, 126 - ADDED, 125, 126, 65_535 - ADDED, 65_536 - ADDED, 65_535, 65_536, 200_000})
    void theLengthIsWrittenAnew(int length) {
        String before = "42[\"" + "x".repeat(length - "42[\"\"]".length()) + "\"]";
        String after = before.substring(0, before.length() - 1) + ",\"1/l/u\"]";
        assertThat(before).hasSize(length);
        assertThat(append(text(before))).isEqualTo(text(after));
    }

    @Test
    void aStateTellsNothingElse() {
        assertThat(OffsetFrames.state(NamespaceName.ROOT, OFFSET)).isEqualTo(text("42[\"state\",\"1/l/u\"]"));
        assertThat(OffsetFrames.state(new NamespaceName("/chat"), OFFSET))
                .isEqualTo(text("42/chat,[\"state\",\"1/l/u\"]"));
    }

    private static byte[] append(byte[] wire) {
        return OffsetFrames.append(wire, OFFSET);
    }

    private static byte[] text(String text) {
        return WebSocketFrames.text(text.getBytes(UTF_8));
    }

    private static byte[] join(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }
}

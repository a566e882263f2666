package confab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import confab.bench.Heard.Kind;
import confab.model.Body;
import confab.model.Message;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.MessageFormat;
import confab.protocol.json.JsonMessages;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dialects say and hear, in the server's own words. */
final class ClientDialectsTest {
    private static final long STAMP = 123_456_789;

    private final Heard heard = new Heard();

    @Test
    void messagesBearTheRoomsNumberAndTheStamp() {
        ClientDialect dialect = Protocol.JSON.dialect();
        for (long seq : new long[] {1, 9, 10, 99_999, 100_000, 7}) {
            hear(dialect, json(seq, "ann", Stamp.body(40)));
            assertThat(heard.kind).isEqualTo(Kind.MESSAGE);
            assertThat(heard.number).isEqualTo(seq);
            assertThat(heard.stampNanos).isZero();
        }
        hear(dialect, json(12, "a much longer name", Stamp.body(40)));
        assertThat(heard.number).isEqualTo(12);
    }

    @Test
    void aMessageOfSomebodyElseIsNoDelivery() {
        hear(Protocol.JSON.dialect(), json(3, "ann", "hello"));
        assertThat(heard.kind).isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aPostsBodyIsAsLongAsItIsToldAndComesBackWithItsStamp(Protocol protocol) {
        for (int bytes : new int[] {Plan.MIN_BODY_BYTES, 125, 126, Plan.MAX_BODY_BYTES}) {
            String text = unmasked(
                    protocol.dialect().post("r", bytes).frame(ByteBufAllocator.DEFAULT, STAMP, 7, 42, 0x12345678));
            String body = text.substring(text.indexOf('~')).replaceAll("[^~0-9x]", "");
            assertThat(body).hasSize(bytes);
            assertThat(text).contains("~000000123456789~");
            if (protocol == Protocol.TEXT) {
                hear(protocol.dialect(), body);
                assertThat(new long[] {heard.poster, heard.number, heard.stampNanos})
                        .containsExactly(7, 42, STAMP);
            } else {
                assertThat(text).contains("\"id\":\"0000000042\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"error\",\"code\":\"rate_limited\",\"message\":\"slow down\"}",
                "42/chat,[\"error\",{\"code\":\"rate_limited\",\"message\":\"slow down\"}]",
                "43/chat,1[{\"error\":{\"code\":\"rate_limited\",\"message\":\"slow down\"}}]"
            })
    void aRefusalIsToldByItsCode(String text) {
        ClientDialect dialect = text.startsWith("{") ? Protocol.JSON.dialect() : Protocol.SOCKET_IO.dialect();
        byte[] bytes = ByteText.ascii(text);
        assertThat(dialect.refusal(bytes, 0, bytes.length)).isEqualTo("rate_limited");
    }

    @Test
    void aRefusedNamespaceIsToldByItsReason() {
        byte[] bytes = ByteText.ascii("44/chat,{\"message\":\"bad name\"}");
        assertThat(Protocol.SOCKET_IO.dialect().refusal(bytes, 0, bytes.length)).isEqualTo("bad name");
    }

    @Test
    void otherFramesAreWhatTheyAre() {
        assertKind(Protocol.JSON, "{\"type\":\"posted\",\"room\":\"r\",\"seq\":1}", Kind.OTHER);
        assertKind(Protocol.JSON, "{\"type\":\"gap\",\"room\":\"r\"}", Kind.GAP);
        assertKind(Protocol.JSON, "{\"type\":\"goodbye\",\"code\":1001}", Kind.GOODBYE);
        assertKind(Protocol.SOCKET_IO, "2", Kind.PING);
        assertKind(Protocol.SOCKET_IO, "42/chat,[\"gap\",{}]", Kind.GAP);
        assertKind(Protocol.SOCKET_IO, "42/chat,[\"goodbye\",{}]", Kind.GOODBYE);
        assertKind(Protocol.SOCKET_IO, "42/chat,[\"presence\",{}]", Kind.OTHER);
    }

    private void assertKind(Protocol protocol, String text, Kind kind) {
        hear(protocol.dialect(), text);
        assertThat(heard.kind).as(text).isEqualTo(kind);
    }

    private void hear(ClientDialect dialect, String text) {
        byte[] bytes = ("before" + text).getBytes(StandardCharsets.UTF_8);
        dialect.hear(bytes, "before".length(), bytes.length, heard);
    }

    /** As a node writes it, without the frame's header. */
    private static String json(long seq, String from, String body) {
        Message message = new Message(
                seq,
                new PostId("0000000001"),
                new UserName(from),
                Body.ofJson(("\"" + body + "\"").getBytes(StandardCharsets.UTF_8)),
                0,
                new SessionId("s"));
        MessageFormat.Frames frames = new JsonMessages().encode(new RoomName("r"), List.of(message));
        String frame = new String(frames.wire(), StandardCharsets.ISO_8859_1);
        return frame.substring(frame.indexOf('{'));
    }

    private static String unmasked(ByteBuf frame) {
        assertThat(frame.readUnsignedByte()).isEqualTo((short) 0x81);
        int length = frame.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = frame.readUnsignedShort();
        }
        byte[] mask = new byte[4];
        frame.readBytes(mask);
        byte[] text = new byte[length];
        frame.readBytes(text);
        assertThat(frame.isReadable()).isFalse();
        frame.release();
        for (int i = 0; i < text.length; i++) {
            text[i] ^= mask[i % mask.length];
        }
        return new String(text, StandardCharsets.US_ASCII);
    }
}

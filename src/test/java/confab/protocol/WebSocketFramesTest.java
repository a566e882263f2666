package confab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketFramesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 100_000})
    void clientReadsTextFramesOfEverySize(int size) {
        byte[] payload = "x".repeat(size).getBytes(StandardCharsets.UTF_8);

        assertThat(WebSocketFrames.text(payload)).hasSize(WebSocketFrames.length(size));
        assertRead(WebSocketFrames.text(payload), TextWebSocketFrame.class, payload);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 100_000})
    void clientReadsBinaryFramesOfEverySize(int size) {
        byte[] payload = new byte[size];
        for (int i = 0; i < size; i++) {
            payload[i] = (byte) i;
        }

        assertRead(WebSocketFrames.binary(payload), BinaryWebSocketFrame.class, payload);
    }

    @Test
    void headersAreNoLongerThanTheirPayloadNeeds() {
        assertThat(WebSocketFrames.length(0)).isEqualTo(2);
        assertThat(WebSocketFrames.length(125)).isEqualTo(125 + 2);
        assertThat(WebSocketFrames.length(126)).isEqualTo(126 + 4);
        assertThat(WebSocketFrames.length(65_535)).isEqualTo(65_535 + 4);
        assertThat(WebSocketFrames.length(65_536)).isEqualTo(65_536 + 10);
    }

    @Test
    void headerIsWrittenWhereItIsAskedFor() {
        byte[] wire = new byte[10];

        int payloadAt = WebSocketFrames.textHeader(wire, 3, 126);

        assertThat(payloadAt).isEqualTo(7);
        assertThat(wire).containsExactly(0, 0, 0, 0x81, 126, 0, 126, 0, 0, 0);
    }

    private static void assertRead(byte[] wire, Class<? extends WebSocketFrame> kind, byte[] payload) {
        EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .maxFramePayloadLength(1 << 20)
                .build()));
        client.writeInbound(Unpooled.wrappedBuffer(wire));
        WebSocketFrame frame = client.readInbound();
        assertThat(frame).isInstanceOf(kind);
        assertThat(frame.isFinalFragment()).isTrue();
        assertThat(ByteBufUtil.getBytes(frame.content())).isEqualTo(payload);
        frame.release();
        assertThat(client.finish()).as("more than one frame").isFalse();
    }
}

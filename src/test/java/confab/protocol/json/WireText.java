package confab.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.Dialect;
import confab.protocol.Event;
import confab.protocol.MessageFormat;
import confab.protocol.WebSocketFrames;
import java.util.Arrays;

/** Takes the texts out of frames; what a frame's header is, WebSocketFramesTest says. */
final class WireText {
    private WireText() {}

    /** The text of the one frame that an event becomes. */
    static String of(Dialect dialect, Event event) {
        Dialect.Output output = dialect.encode(event);
        assertThat(output).isInstanceOf(Dialect.Output.Send.class);
        return only(((Dialect.Output.Send) output).wire());
    }

    /** The text of the one frame in {@code wire}. */
    static String only(byte[] wire) {
        int payload = wire.length - (wire[1] == 127 ? 10 : wire[1] == 126 ? 4 : 2);
        byte[] text = Arrays.copyOfRange(wire, wire.length - payload, wire.length);
        assertThat(WebSocketFrames.text(text)).isEqualTo(wire);
        return new String(text, UTF_8);
    }

    /** The text of one frame of several. */
    static String at(MessageFormat.Frames frames, int index) {
        return only(Arrays.copyOfRange(frames.wire(), frames.start(index), frames.end(index)));
    }
}

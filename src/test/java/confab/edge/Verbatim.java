package confab.edge;

import confab.protocol.CloseCode;
import confab.protocol.Event;
import confab.protocol.Frame;
import confab.protocol.FrameDialect;
import confab.protocol.MessageFormat;
import confab.protocol.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes a client at its word: a frame's text is what is wrong with it. */
final class Verbatim implements FrameDialect {
    @Override
    public List<Request> opening() {
        return List.of();
    }

    @Override
    public Request decode(Frame frame) {
        return frame instanceof Frame.Text text
                ? new Request.NotJson(new String(text.utf8(), StandardCharsets.UTF_8))
                : new Request.Refused(CloseCode.UNSUPPORTED_DATA, "binary");
    }

    /** The text of a frame. */
    static String text(Request request) {
        return ((Request.NotJson) request).message();
    }

    @Override
    public Output encode(Event event) {
        throw new UnsupportedOperationException("no session speaks here");
    }

    @Override
    public MessageFormat messages() {
        throw new UnsupportedOperationException("no room writes here");
    }
}

package confab.protocol.json;

import confab.protocol.CloseCode;
import confab.protocol.Event;
import confab.protocol.Frame;
import confab.protocol.FrameDialect;
import confab.protocol.MessageFormat;
import confab.protocol.Request;
import java.util.List;

/** JSON v1: from a client's text frames to requests, from events to text frames. One serves all connections. */
public final class JsonDialect implements FrameDialect {
    private static final Request NO_BINARY = new Request.Refused(CloseCode.UNSUPPORTED_DATA, "frames are text here");

    private final RequestReader requests;
    private final JsonMessages messages = new JsonMessages();

    /** @param maxBodyBytes the longest body, as compact JSON text */
    public JsonDialect(int maxBodyBytes) {
        this.requests = new RequestReader(maxBodyBytes);
    }

    @Override
    public List<Request> opening() {
        return List.of();
    }

    @Override
    public Request decode(Frame frame) {
        return frame instanceof Frame.Text text ? requests.frame(text.utf8()) : NO_BINARY;
    }

    @Override
    public Output encode(Event event) {
        return new Output.Send(EventText.frame(event));
    }

    @Override
    public MessageFormat messages() {
        return messages;
    }
}

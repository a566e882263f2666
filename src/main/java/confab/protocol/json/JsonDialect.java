package confab.protocol.json;

import confab.model.PostId;
import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.CloseCode;
import confab.protocol.Event;
import confab.protocol.Frame;
import confab.protocol.FrameDialect;
import confab.protocol.MessageFormat;
import confab.protocol.Request;
import java.util.List;

/** JSON v1: from a client's text frames to requests, from events to text frames. One serves all connections. */
public final class JsonDialect implements FrameDialect {
    /** Largest integer that every JSON reader holds exactly: 2^53 - 1. */
    static final long MAX_SEQ = (1L << 53) - 1;

    /** Most messages that a join or a page of history asks for. */
    static final int MAX_MESSAGES = 200;

    /** How many messages a join or a page of history asks for that does not say. */
    static final int DEFAULT_MESSAGES = 50;

    static final String POST = "post";

    private static final Request NO_BINARY = new Request.Refused(CloseCode.UNSUPPORTED_DATA, "frames are text here");

    private final int maxBodyBytes;
    private final JsonMessages messages = new JsonMessages();

    /** @param maxBodyBytes the longest body, as compact JSON text */
    public JsonDialect(int maxBodyBytes) {
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public List<Request> opening() {
        return List.of();
    }

    @Override
    public Request decode(Frame frame) {
        return frame instanceof Frame.Text text ? decode(text.utf8()) : NO_BINARY;
    }

    @Override
    public Output encode(Event event) {
        return new Output.Send(EventText.frame(event));
    }

    @Override
    public MessageFormat messages() {
        return messages;
    }

    private Request decode(byte[] utf8) {
        Fields fields = new Fields();
        try {
            FrameReader.read(utf8, fields);
            return request(fields);
        } catch (Fault fault) {
            return fault.answer(fields.refOfError());
        }
    }

    private Request request(Fields fields) throws Fault {
        return switch (fields.string(Key.TYPE)) {
            case "hello" -> new Request.Hello(fields.valueOrNull(Key.USER, UserName::new), fields.ref());
            case "join" -> new Request.Join(room(fields), start(fields), fields.stringOrNull(Key.LOG), fields.ref());
            case "leave" -> new Request.Leave(room(fields), fields.ref());
            case POST -> post(fields);
            case "typing" -> new Request.Typing(room(fields), fields.ref());
            case "history" -> history(fields);
            case "who" -> new Request.Who(room(fields), fields.ref());
            case "ping" -> new Request.Ping(fields.ref());
            default -> throw Fault.unknownType();
        };
    }

    private Request post(Fields fields) throws Fault {
        PostId id = fields.value(Key.ID, PostId::new);
        return new Request.Post(room(fields), id, fields.body(maxBodyBytes), fields.ref());
    }

    private static RoomName room(Fields fields) throws Fault {
        return fields.value(Key.ROOM, RoomName::new);
    }

    private static Request.Start start(Fields fields) throws Fault {
        if (fields.has(Key.AFTER)) {
            return new Request.Start.After(fields.number(Key.AFTER, 0, MAX_SEQ));
        }
        return new Request.Start.Newest((int) fields.numberOr(Key.HISTORY, 0, MAX_MESSAGES, DEFAULT_MESSAGES));
    }

    /** As in a join, what stands beside {@code after} and says otherwise is not looked at. */
    private static Request history(Fields fields) throws Fault {
        RoomName room = room(fields);
        long after = fields.numberOr(Key.AFTER, 0, MAX_SEQ, -1);
        long before = after < 0 ? fields.numberOr(Key.BEFORE, 1, MAX_SEQ, 0) : 0;
        int limit = (int) fields.numberOr(Key.LIMIT, 1, MAX_MESSAGES, DEFAULT_MESSAGES);
        return new Request.History(room, before, after, limit, fields.ref());
    }
}

package confab.protocol.json;

import confab.model.InvalidValue;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.Request;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes requests of JSON objects, whether these say themselves which request they are or are an event's argument. */
public final class RequestReader {
    /** Largest integer that every JSON reader holds exactly: 2^53 - 1. */
    static final long MAX_SEQ = (1L << 53) - 1;

    /** Most messages that a join or a page of history asks for. */
    static final int MAX_MESSAGES = 200;

    /** How many messages a join or a page of history asks for that does not say. */
    static final int DEFAULT_MESSAGES = 50;

    static final String POST = "post";

    private static final String HELLO = "hello";

    /** What can be asked for by an event; who the client is, its connection has said. */
    private static final Set<String> EVENTS = Set.of("join", "leave", POST, "typing", "history", "who", "ping");

    private static final Refs OWN_FIRST = (own, otherwise) -> own == null ? otherwise : own;

    private final int maxBodyBytes;

    /** @param maxBodyBytes the longest body, as compact JSON text */
    public RequestReader(int maxBodyBytes) {
        this.maxBodyBytes = maxBodyBytes;
    }

    /** What a request becomes known by to those who answer it. */
    @FunctionalInterface
    public interface Refs {
        /**
         * @param own the ref that the object bears, if any
         * @param otherwise what an error refers to without it: the post's id or the type; absent if the request is no error
         */
        @Nullable
        String of(@Nullable String own, @Nullable String otherwise);
    }

    /** The request that a frame's text is; never throws. */
    Request frame(byte[] utf8) {
        Fields fields = new Fields();
        try {
            FrameReader.read(utf8, fields);
            return request(fields, OWN_FIRST);
        } catch (Fault fault) {
            return fault.answer(fields.refOfError(OWN_FIRST));
        }
    }

    /**
     * The request that an event is; never throws.
     *
     * @param name the event's, which is the request's type; a {@code type} in the argument is not looked at
     * @param argument valid JSON
     */
    public Request event(String name, byte[] argument, Refs refs) {
        Fields fields = new Fields();
        try {
            readEvent(name, argument, fields);
            return request(fields, refs);
        } catch (Fault fault) {
            return fault.answer(fields.refOfError(refs));
        }
    }

    /**
     * The hello that a connection's credentials are.
     *
     * @param credentials a JSON object
     * @throws InvalidValue if they cannot be used; says what is wrong with which of them
     */
    public Request.Hello hello(byte[] credentials) {
        Fields fields = new Fields();
        try {
            FrameReader.read(credentials, fields);
            return new Request.Hello(user(fields), null);
        } catch (Fault fault) {
            throw new InvalidValue(String.valueOf(fault.getMessage()));
        }
    }

    private static void readEvent(String name, byte[] argument, Fields fields) throws Fault {
        try {
            if (!EVENTS.contains(name)) {
                throw Fault.unknownType();
            }
            FrameReader.read(argument, fields);
        } finally {
            fields.put(Key.TYPE, name);
        }
    }

    private Request request(Fields fields, Refs refs) throws Fault {
        return switch (fields.string(Key.TYPE)) {
            case HELLO -> new Request.Hello(user(fields), fields.ref(refs));
            case "join" ->
                new Request.Join(room(fields), start(fields), fields.stringOrNull(Key.LOG), fields.ref(refs));
            case "leave" -> new Request.Leave(room(fields), fields.ref(refs));
            case POST -> post(fields, refs);
            case "typing" -> new Request.Typing(room(fields), fields.ref(refs));
            case "history" -> history(fields, refs);
            case "who" -> new Request.Who(room(fields), fields.ref(refs));
            case "ping" -> new Request.Ping(fields.ref(refs));
            default -> throw Fault.unknownType();
        };
    }

    private Request post(Fields fields, Refs refs) throws Fault {
        PostId id = fields.value(Key.ID, PostId::new);
        return new Request.Post(room(fields), id, fields.body(maxBodyBytes), fields.ref(refs));
    }

    private static @Nullable UserName user(Fields fields) throws Fault {
        return fields.valueOrNull(Key.USER, UserName::new);
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
    private static Request history(Fields fields, Refs refs) throws Fault {
        RoomName room = room(fields);
        long after = fields.numberOr(Key.AFTER, 0, MAX_SEQ, -1);
        long before = after < 0 ? fields.numberOr(Key.BEFORE, 1, MAX_SEQ, 0) : 0;
        int limit = (int) fields.numberOr(Key.LIMIT, 1, MAX_MESSAGES, DEFAULT_MESSAGES);
        return new Request.History(room, before, after, limit, fields.ref(refs));
    }
}

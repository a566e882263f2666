package confab.protocol.socketio.chat;

import confab.model.Body;
import confab.model.PostId;
import confab.model.RoomName;
import confab.protocol.CloseCode;
import confab.protocol.CloseReason;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import confab.protocol.MessageFormat;
import confab.protocol.Request;
import confab.protocol.json.EventText;
import confab.protocol.json.RequestReader;
import confab.protocol.socketio.Arguments;
import confab.protocol.socketio.NamespaceName;
import confab.protocol.socketio.SocketPacket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The classic demo in {@code /}: all are in the lobby, and event {@code message} is posted there and heard from there. One
 * serves all connections.
 *
 * <p>Its clients know neither numbers nor rooms, so a gap has no meaning to them, and who is not in the lobby would wait
 * for ever: both close, as plain text does, and the client comes back by itself. One that comes back to where it was would
 * meet the same gap again and again, so where clients do that a gap is passed over. A refused post closes nothing, unlike
 * there: its sender is told, by callback or event.
 */
public final class LobbyDialect implements SocketDialect {
    private static final String MESSAGE = "message";
    private static final String CONNECTED = "connected";
    private static final String MESSAGE_ERROR = "message_error";

    /** The ref of the join that every client begins with; no post's id is that. */
    private static final String OPENING = "opening";

    /** The ref of the join that one comes back with, who was welcomed before; no post's id is that either. */
    private static final String RESUMING = "resuming";

    private static final Body WELCOME = json("\"Welcome to the lobby\"");
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);

    private final Supplier<PostId> ids;
    private final int maxBodyBytes;
    private final boolean passesGaps;
    private final RequestReader requests;
    private final NamespaceFrames frames = new NamespaceFrames(NamespaceName.ROOT);
    private final MessageFormat messages = new LobbyMessages();

    /**
     * @param ids a new random id with each call, from any thread
     * @param maxBodyBytes the longest message, as compact JSON text, in which bytes are base64
     * @param passesGaps whether clients come back to where they were
     */
    public LobbyDialect(Supplier<PostId> ids, int maxBodyBytes, boolean passesGaps) {
        this.ids = ids;
        this.maxBodyBytes = maxBodyBytes;
        this.passesGaps = passesGaps;
        this.requests = new RequestReader(maxBodyBytes);
    }

    @Override
    public NamespaceName namespace() {
        return NamespaceName.ROOT;
    }

    @Override
    public List<Request> opening(@Nullable Body auth) {
        return List.of(
                requests.hello(auth == null ? EMPTY_OBJECT : auth.json()),
                new Request.Join(RoomName.LOBBY, new Request.Start.Newest(0), null, OPENING));
    }

    @Override
    public @Nullable List<Request> resuming(ClientOffset offset) {
        Long seq = offset.rooms().get(RoomName.LOBBY);
        return seq == null || offset.rooms().size() > 1
                ? null
                : List.of(new Request.Join(RoomName.LOBBY, new Request.Start.After(seq), offset.log(), RESUMING));
    }

    @Override
    public Request decode(SocketPacket.Event event) {
        Arguments arguments = event.arguments();
        if (!event.name().equals(MESSAGE)) {
            return malformed(event, ErrorCode.UNKNOWN_TYPE, "unknown event");
        }
        if (arguments.size() == 0) {
            return malformed(event, ErrorCode.BAD_REQUEST, "a message without an argument");
        }
        Body body = arguments.body(0);
        if (body.length() > maxBodyBytes) {
            String rule = "a message is at most " + maxBodyBytes + " bytes long as JSON";
            return malformed(event, ErrorCode.TOO_LARGE, rule);
        }
        return new Request.Post(RoomName.LOBBY, ids.get(), body, AckRef.pack(event.ackId(), null));
    }

    @Override
    public Output encode(Event event) {
        if (event instanceof Event.Posted posted) {
            return frames.acknowledge(AckRef.of(posted.ref()).ackId(), json("{\"seq\":" + posted.seq() + "}"));
        }
        if (event instanceof Event.Failed failed) {
            return refuse(failed);
        }
        if (event instanceof Event.Joined joined) {
            return RESUMING.equals(joined.ref()) ? SILENT : frames.emit(CONNECTED, WELCOME);
        }
        if (event instanceof Event.Gap gap && !passesGaps) {
            return new Output.Close(CloseCode.TOO_SLOW, CloseReason.of(gap));
        }
        if (event instanceof Event.Left left && !left.isAsked()) {
            return new Output.Close(CloseCode.GOING_AWAY, CloseReason.of(left));
        }
        return SILENT;
    }

    @Override
    public MessageFormat messages() {
        return messages;
    }

    private Output refuse(Event.Failed failed) {
        if (OPENING.equals(failed.ref()) || RESUMING.equals(failed.ref())) {
            return new Output.Close(CloseCode.TRY_AGAIN_LATER, CloseReason.of(failed));
        }
        Long ackId = AckRef.of(failed.ref()).ackId();
        return ackId == null
                ? frames.emit(MESSAGE_ERROR, EventText.object(failed, null))
                : frames.acknowledge(ackId, failed, null);
    }

    private static Request malformed(SocketPacket.Event event, ErrorCode code, String message) {
        return new Request.Malformed(code, message, AckRef.pack(event.ackId(), null));
    }

    private static Body json(String json) {
        return Body.ofJson(json.getBytes(StandardCharsets.UTF_8));
    }
}

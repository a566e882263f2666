package confab.protocol.socketio.chat;

import confab.model.Body;
import confab.protocol.CloseCode;
import confab.protocol.CloseReason;
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
import org.jspecify.annotations.Nullable;

/**
 * The full service in {@code /chat}: events and acknowledgements with the objects of JSON v1, but for their type. One serves
 * all connections.
 *
 * <p>What a request asks for goes to its callback, a refusal as {@code {"error":{…}}}; without a callback nobody waits for
 * an answer, and a refusal is event {@code error}. {@code typing} has no answer, so its callback hears of refusals only.
 */
public final class ChatDialect implements SocketDialect {
    static final NamespaceName NAMESPACE = new NamespaceName("/chat");

    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /** The ref of joins that a client comes back with; a client's own refs are all packed. */
    private static final String RESUMING = "resuming";

    private final RequestReader requests;
    private final int maxFrameBytes;
    private final NamespaceFrames frames = new NamespaceFrames(NAMESPACE);
    private final MessageFormat messages = new ChatMessages();

    /**
     * @param maxBodyBytes the longest body, as compact JSON text, in which bytes are base64
     * @param maxFrameBytes the longest frame of a client, as it is told in {@code welcome}: not that of other protocols
     */
    public ChatDialect(int maxBodyBytes, int maxFrameBytes) {
        this.requests = new RequestReader(maxBodyBytes);
        this.maxFrameBytes = maxFrameBytes;
    }

    @Override
    public NamespaceName namespace() {
        return NAMESPACE;
    }

    @Override
    public List<Request> opening(@Nullable Body auth) {
        return List.of(requests.hello(auth == null ? EMPTY_OBJECT : auth.json()));
    }

    @Override
    public List<Request> resuming(ClientOffset offset) {
        return offset.rooms().entrySet().stream()
                .<Request>map(room -> new Request.Join(
                        room.getKey(), new Request.Start.After(room.getValue()), offset.log(), RESUMING))
                .toList();
    }

    @Override
    public Request decode(SocketPacket.Event event) {
        Arguments arguments = event.arguments();
        byte[] argument = arguments.size() == 0 ? NULL : arguments.body(0).json();
        Long ackId = event.ackId();
        return requests.event(
                event.name(),
                argument,
                (own, otherwise) -> AckRef.pack(ackId, own == null && ackId == null ? otherwise : own));
    }

    @Override
    public Output encode(Event event) {
        if (event instanceof Event.Failed failed) {
            return RESUMING.equals(failed.ref())
                    ? new Output.Close(CloseCode.TRY_AGAIN_LATER, CloseReason.of(failed))
                    : refuse(failed, AckRef.of(failed.ref()));
        }
        if (isAnswer(event)) {
            AckRef ref = AckRef.of(event.ref());
            return frames.acknowledge(ref.ackId(), EventText.object(event, ref.ref()));
        }
        Event told = event instanceof Event.Welcome welcome ? welcome.withFrameBytes(maxFrameBytes) : event;
        return frames.emit(EventText.type(told), EventText.object(told, null));
    }

    @Override
    public MessageFormat messages() {
        return messages;
    }

    private Output refuse(Event.Failed failed, AckRef ref) {
        return ref.ackId() == null
                ? frames.emit(EventText.type(failed), EventText.object(failed, ref.ref()))
                : frames.acknowledge(ref.ackId(), failed, ref.ref());
    }

    private static boolean isAnswer(Event event) {
        return event instanceof Event.Posted
                || event instanceof Event.Joined
                || (event instanceof Event.Left left && left.isAsked())
                || event instanceof Event.HistoryPage
                || event instanceof Event.Present
                || event instanceof Event.Pong;
    }
}

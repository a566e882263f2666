package confab.session;

import com.fasterxml.jackson.databind.JsonNode;
import confab.model.Body;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.Request;
import confab.protocol.socketio.chat.ClientOffset;
import confab.protocol.socketio.chat.OffsetText;
import confab.protocol.socketio.chat.SocketDialect;
import confab.socketio.Return;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets clients of chat's namespaces come back and go on where they were, on any node: a client that comes back bears the pid
 * that it was told when it entered and the offset of the last event that it has. From any thread.
 *
 * @param logId of the log; offsets of another are not gone on from
 * @param maxRooms that a client may be in
 * @param guests a name for a client without one, another each time
 * @param pids secret, a new one with each call
 */
public record Recovery(String logId, int maxRooms, Supplier<UserName> guests, Supplier<SessionId> pids) {
    /** What a pid looks like, whoever drew it; what does not is not given back to a client. */
    private static final Pattern PID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * A client that enters.
     *
     * @param requests what it says first
     * @param offset where it then is
     */
    record Arrival(List<Request> requests, ClientOffset offset, Return pid) {
        OffsetText text() {
            return new OffsetText(offset);
        }
    }

    /**
     * How a client enters that says that of itself.
     *
     * @throws confab.model.InvalidValue if it cannot
     */
    Arrival admit(SocketDialect dialect, JsonNode auth) {
        List<Request> opening = dialect.opening(Body.ofJson(auth.toString().getBytes(StandardCharsets.UTF_8)));
        if (!(opening.get(0) instanceof Request.Hello hello)) {
            throw new IllegalStateException("a dialect's opening begins with hello");
        }
        Arrival back = back(dialect, auth, hello.user());
        return back == null ? fresh(opening, hello) : back;
    }

    /** The name is given here, not by the session: the offset bears it from the first event. */
    private Arrival fresh(List<Request> opening, Request.Hello hello) {
        UserName user = hello.user() == null ? guests.get() : hello.user();
        List<Request> requests = new ArrayList<>(opening);
        requests.set(0, new Request.Hello(user, hello.ref()));
        return new Arrival(requests, new ClientOffset(user, logId, Map.of()), new Return(pids.get(), false));
    }

    /** Nothing if the client is new, or what it bears is of no use. */
    private @Nullable Arrival back(SocketDialect dialect, JsonNode auth, @Nullable UserName named) {
        String pid = auth.path("pid").asText("");
        ClientOffset offset = ClientOffset.read(auth.path("offset").asText(""), maxRooms);
        if (offset == null
                || !PID.matcher(pid).matches()
                || !offset.log().equals(logId)
                || (named != null && !named.equals(offset.user()))) {
            return null;
        }
        List<Request> joins = dialect.resuming(offset);
        if (joins == null) {
            return null;
        }
        List<Request> requests = new ArrayList<>();
        requests.add(new Request.Hello(offset.user(), null));
        requests.addAll(joins);
        return new Arrival(requests, offset, new Return(new SessionId(pid), true));
    }
}

package confab.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import confab.engineio.EngineHandshake;
import confab.model.Body;
import confab.protocol.socketio.Arguments;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client said when it entered a namespace, and the request that opened its session. From any thread. */
public final class SocketHandshake {
    private final @Nullable Body auth;
    private final EngineHandshake request;

    SocketHandshake(@Nullable Body auth, EngineHandshake request) {
        this.auth = auth;
        this.request = request;
    }

    /** What the client gave as {@code auth}: an object, empty if it gave nothing. Each call makes a tree of its own. */
    public JsonNode auth() {
        return auth == null
                ? JsonNodeFactory.instance.objectNode()
                : Arguments.verbatim(auth).tree(0);
    }

    /** Path and query, as they came. */
    public String uri() {
        return request.uri();
    }

    /** The query's parameters, decoded; of one that came twice the last. */
    public Map<String, String> query() {
        return request.query();
    }

    /** The request's headers, by their names in lower case. */
    public Map<String, List<String>> headers() {
        return request.headers();
    }

    /** The client's address, or its proxy's. */
    public InetSocketAddress remote() {
        return request.remote();
    }

    /** When the session was opened, which may be some time before the client entered. */
    public Instant at() {
        return request.at();
    }
}

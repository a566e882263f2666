package confab.api;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.extractRequest;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.Connection;
import akka.http.javadsl.server.Route;
import confab.engineio.EngineGate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lets new clients in until the node leaves. The port stays open for a while then, as those who are here may still come by
 * other connections, and by other nodes: those of Socket.IO that poll. Lives as long as the node; from any thread.
 */
public final class NewClients {
    private static final String SENTENCE = "this node is going away; connect to another one";

    private volatile boolean isClosed;

    /**
     * From now on only requests of Socket.IO sessions get through; all others are answered with 503, and their connections
     * closed.
     */
    public void refuse() {
        isClosed = true;
    }

    /** The same with that, asked last: a gate may take its time, and the node begin to leave meanwhile. */
    public EngineGate gate(EngineGate first) {
        return first.then(
                handshake -> CompletableFuture.completedStage(isClosed ? Optional.of(SENTENCE) : Optional.empty()));
    }

    /** The same with that. */
    public Route gate(Route routes) {
        return extractRequest(request -> isClosed && !isOfSession(request) ? complete(unavailable()) : routes);
    }

    /** Whether the session is there, and where, is not to be judged here. */
    private static boolean isOfSession(HttpRequest request) {
        try {
            return request.getUri().query().get("sid").isPresent();
        } catch (IllegalArgumentException | akka.http.scaladsl.model.IllegalUriException unreadable) {
            return false;
        }
    }

    private static HttpResponse unavailable() {
        return HttpResponse.create()
                .withStatus(StatusCodes.SERVICE_UNAVAILABLE)
                .addHeader(Connection.create("close"))
                .withEntity(SENTENCE + "\n");
    }
}

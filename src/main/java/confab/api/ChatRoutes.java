package confab.api;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCode;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import confab.edge.WebSocketUpgrade;
import confab.model.InvalidValue;
import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.FrameDialect;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where clients connect to: plain text on {@code /}, JSON v1 on {@code /ws}, Socket.IO on {@code /socket.io/}, where its
 * client for browsers is too; all other paths are the web client's.
 */
public final class ChatRoutes extends AllDirectives {
    private static final String JSON_V1 = "confab.json.v1";

    private final AllowedOrigins origins;
    private final int maxFrameBytes;
    private final FrameDialect json;
    private final TextDialects text;
    private final Route socketIo;
    private final ClientBundle bundle;
    private final StaticFiles files;

    /** Makes the dialect of a plain text connection; the user is absent for a guest. */
    @FunctionalInterface
    public interface TextDialects {
        FrameDialect of(RoomName room, @Nullable UserName user);
    }

    /**
     * @param origins of web pages that may connect; empty for all
     * @param maxFrameBytes longest frame of a client
     * @param socketIo where Socket.IO's clients connect; rejects all other paths
     */
    public ChatRoutes(
            Set<String> origins,
            int maxFrameBytes,
            FrameDialect json,
            TextDialects text,
            Route socketIo,
            ClientBundle bundle,
            StaticFiles files) {
        this.origins = new AllowedOrigins(origins);
        this.maxFrameBytes = maxFrameBytes;
        this.json = json;
        this.text = text;
        this.socketIo = socketIo;
        this.bundle = bundle;
        this.files = files;
    }

    /** All paths of the chat port. */
    public Route routes() {
        return extractRequest(request -> concat(
                pathSingleSlash(() -> isUpgrade(request) ? fromAllowed(request, this::plainText) : files.route()),
                path("ws", () -> isUpgrade(request) ? fromAllowed(request, this::jsonV1) : complete(upgradeRequired())),
                socketIo,
                bundle.route(),
                files.route()));
    }

    private Route fromAllowed(HttpRequest request, Function<HttpRequest, HttpResponse> answer) {
        return complete(
                origins.allow(request)
                        ? answer.apply(request)
                        : refusal(StatusCodes.FORBIDDEN, "pages of this origin may not connect"));
    }

    private HttpResponse plainText(HttpRequest request) {
        try {
            RoomName room = query(request, "room").map(RoomName::new).orElse(RoomName.LOBBY);
            UserName user = query(request, "user").map(UserName::new).orElse(null);
            return new WebSocketUpgrade(null, maxFrameBytes, session -> text.of(room, user)).response();
        } catch (InvalidValue invalid) {
            return refusal(StatusCodes.BAD_REQUEST, String.valueOf(invalid.getMessage()));
        }
    }

    private HttpResponse jsonV1(HttpRequest request) {
        return new WebSocketUpgrade(offers(request, JSON_V1) ? JSON_V1 : null, maxFrameBytes, session -> json)
                .response();
    }

    private static boolean isUpgrade(HttpRequest request) {
        return request.getHeader("upgrade")
                .filter(upgrade -> upgrade.value().equalsIgnoreCase("websocket"))
                .isPresent();
    }

    private static boolean offers(HttpRequest request, String subprotocol) {
        for (var header : request.getHeaders()) {
            if (header.is("sec-websocket-protocol")
                    && Arrays.asList(header.value().split("\\s*,\\s*")).contains(subprotocol)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> query(HttpRequest request, String name) {
        try {
            return request.getUri().query().get(name);
        } catch (IllegalArgumentException | akka.http.scaladsl.model.IllegalUriException e) {
            throw new InvalidValue("the query of the address cannot be read");
        }
    }

    private static HttpResponse upgradeRequired() {
        return refusal(StatusCodes.UPGRADE_REQUIRED, "connect here with a WebSocket")
                .addHeader(RawHeader.create("Upgrade", "websocket"))
                .addHeader(RawHeader.create("Connection", "upgrade"));
    }

    private static HttpResponse refusal(StatusCode status, String sentence) {
        return HttpResponse.create().withStatus(status).withEntity(sentence + "\n");
    }
}

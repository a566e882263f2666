package confab.api;

import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.RemoteAddress;
import akka.japi.Pair;
import confab.engineio.EngineHandshake;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Engine.IO wants to know of a request. */
final class EngineRequest {
    /** Say nothing of the client. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "upgrade",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-extensions",
            "sec-websocket-protocol");

    private EngineRequest() {}

    static boolean isUpgrade(HttpRequest request) {
        return request.getHeader("upgrade")
                .filter(upgrade -> upgrade.value().equalsIgnoreCase("websocket"))
                .isPresent();
    }

    /**
     * The parameters; of one that came twice the last.
     *
     * @throws IllegalArgumentException if they cannot be read
     */
    static Map<String, String> query(HttpRequest request) {
        try {
            Map<String, String> query = new HashMap<>();
            for (Pair<String, String> parameter : request.getUri().query().toList()) {
                query.put(parameter.first().intern(), parameter.second());
            }
            return query;
        } catch (akka.http.scaladsl.model.IllegalUriException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static EngineHandshake handshake(HttpRequest request, Map<String, String> query, Instant now) {
        return new EngineHandshake(request.getUri().toString(), query, headers(request), remote(request), now);
    }

    private static Map<String, List<String>> headers(HttpRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (HttpHeader header : request.getHeaders()) {
            if (!OF_THE_CONNECTION.contains(header.lowercaseName())) {
                // Kept as long as the session: names are the same for all.
                headers.computeIfAbsent(header.lowercaseName().intern(), name -> new ArrayList<>(1))
                        .add(header.value());
            }
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return headers;
    }

    private static InetSocketAddress remote(HttpRequest request) {
        RemoteAddress remote = request.getAttribute(AttributeKeys.remoteAddress)
                .orElseThrow(() -> new IllegalStateException("a request that came from nowhere"));
        return new InetSocketAddress(remote.getAddress().orElseGet(InetAddress::getLoopbackAddress), remote.getPort());
    }
}

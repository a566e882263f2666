package confab.engineio;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The request that opened a session.
 *
 * @param uri path and query, as they came
 * @param query the parameters, decoded; of one that came twice the last
 * @param headers by their names in lower case, but for those of the connection itself (its upgrade)
 * @param remote the client's address, or its proxy's
 * @param at when it came
 */
public record EngineHandshake(
        String uri,
        Map<String, String> query,
        Map<String, List<String>> headers,
        InetSocketAddress remote,
        Instant at) {
    public EngineHandshake {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }
}

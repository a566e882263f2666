package confab.api;

import akka.http.javadsl.model.HttpRequest;
import java.util.Set;

/**
 * Which web pages may connect. A browser says in {@code Origin} where a page is from (RFC 6455, section 10.2); a client that
 * is no browser says nothing, and is let in: it could say anything.
 */
final class AllowedOrigins {
    private final Set<String> origins;

    /** @param origins as {@code https://host:port}; empty for all */
    AllowedOrigins(Set<String> origins) {
        this.origins = origins;
    }

    boolean allow(HttpRequest request) {
        return origins.isEmpty()
                || request.getHeader("origin")
                        .map(origin -> origins.contains(origin.value()))
                        .orElse(true);
    }
}

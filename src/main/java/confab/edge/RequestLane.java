package confab.edge;

import akka.http.javadsl.model.AttributeKey;
import akka.http.javadsl.model.HttpRequest;
import confab.relay.Lane;

/** A way for a route to learn where a request came, so that what begins with it may stay there. */
public final class RequestLane {
    static final AttributeKey<Lane> KEY = AttributeKey.create("confab-request-lane", Lane.class);

    private RequestLane() {}

    /**
     * The lane of the request's connection.
     *
     * @throws IllegalStateException if the request did not come by the edge
     */
    public static Lane of(HttpRequest request) {
        return request.getAttribute(KEY)
                .orElseThrow(() -> new IllegalStateException("a request that came by no connection"));
    }
}

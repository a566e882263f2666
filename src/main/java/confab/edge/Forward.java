package confab.edge;

import akka.http.javadsl.model.AttributeKey;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import java.net.InetSocketAddress;

/**
 * A route's word that another node has to answer the request, whose body it has not read: the edge asks that node's chat
 * port and passes the answer on. A request for a WebSocket becomes a pipe between the two.
 *
 * @param owner the other node's chat port
 * @param otherwise the answer if the owner cannot be reached, or gives none
 */
public record Forward(InetSocketAddress owner, HttpResponse otherwise) {
    /** Borne by requests that have been passed on: they are not passed on again. */
    static final String MARK = "confab-forwarded";

    static final AttributeKey<Forward> KEY = AttributeKey.create("confab-forward", Forward.class);

    /** Whether another node has passed the request on to this one. */
    public static boolean isForwarded(HttpRequest request) {
        return request.getHeader(MARK).isPresent();
    }

    /** The response that bears it. */
    public HttpResponse response() {
        return HttpResponse.create().withStatus(StatusCodes.BAD_GATEWAY).addAttribute(KEY, this);
    }
}

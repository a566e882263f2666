package confab.api;

import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import java.util.ArrayList;
import java.util.List;

/** Lets web pages of other origins read answers, as the Fetch standard's CORS protocol has it; cookies included. */
final class CrossOrigin {
    private static final RawHeader VARY = RawHeader.create("Vary", "Origin");
    private static final RawHeader CREDENTIALS = RawHeader.create("Access-Control-Allow-Credentials", "true");

    private final AllowedOrigins origins;

    CrossOrigin(AllowedOrigins origins) {
        this.origins = origins;
    }

    /** The answer, with what the page's browser wants to see. */
    HttpResponse allow(HttpRequest request, HttpResponse answer) {
        return request.getHeader("origin")
                .filter(origin -> origins.allow(request))
                .map(origin -> answer.addHeader(RawHeader.create("Access-Control-Allow-Origin", origin.value()))
                        .addHeader(CREDENTIALS)
                        .addHeader(VARY))
                .orElse(answer);
    }

    /** What a browser asks before it sends a request that no form could: whatever it wants. */
    HttpResponse preflight(HttpRequest request) {
        List<HttpHeader> allowed = new ArrayList<>();
        if (origins.allow(request)) {
            request.getHeader("access-control-request-method")
                    .ifPresent(method -> allowed.add(RawHeader.create("Access-Control-Allow-Methods", method.value())));
            request.getHeader("access-control-request-headers")
                    .ifPresent(
                            headers -> allowed.add(RawHeader.create("Access-Control-Allow-Headers", headers.value())));
        }
        return allow(request, HttpResponse.create().withStatus(StatusCodes.NO_CONTENT))
                .addHeaders(allowed);
    }
}

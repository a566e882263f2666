package confab.edge;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.japi.function.Function;
import akka.stream.Materializer;
import confab.config.Settings;
import java.util.concurrent.CompletionStage;

/**
 * What the connections of a server have in common.
 *
 * @param routes decide every request
 * @param materializer runs the streams of bodies
 */
record EdgePlace(
        Settings.Edge settings,
        Function<HttpRequest, CompletionStage<HttpResponse>> routes,
        Handshake handshake,
        Forwarder forwarder,
        ResponseDates dates,
        Materializer materializer) {}

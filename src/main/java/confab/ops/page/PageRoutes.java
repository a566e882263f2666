package confab.ops.page;

import static akka.http.javadsl.server.Directives.anyOf;
import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.completeWithFuture;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.extractUnmatchedPath;
import static akka.http.javadsl.server.Directives.parameterOptional;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.pathEnd;
import static akka.http.javadsl.server.Directives.pathPrefix;
import static akka.http.javadsl.server.Directives.pathSingleSlash;
import static akka.http.javadsl.server.Directives.redirect;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;
import akka.http.javadsl.unmarshalling.StringUnmarshallers;
import akka.management.javadsl.ManagementRouteProvider;
import akka.management.javadsl.ManagementRouteProviderSettings;
import confab.api.StaticFiles;
import confab.ops.Metrics;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The operator's page, {@code /ui/} of the management port: its files, and {@code /ui/cluster.json}, which it polls. All of it
 * can only be read. Named in {@code confab-akka.conf}.
 */
public final class PageRoutes implements ManagementRouteProvider {
    /** One more is answered 503, and the page asks again: each look asks all nodes. */
    private static final int MAX_LOOKS = 16;

    /** Those of the chat page that this one has too. */
    private static final Set<String> SHARED = Set.of("/element.js", "/favicon.svg");

    private static final Uri PAGE = Uri.create("ui/");

    private final StaticFiles files = new StaticFiles("confab/operator");
    private final StaticFiles shared = new StaticFiles("confab/web");
    private final Clock clock = Clock.systemUTC();
    private final ClusterLook look;
    private final Semaphore looks = new Semaphore(MAX_LOOKS);

    /** Called by Akka Management, by this signature, once and before the node joins its cluster. */
    public PageRoutes(ExtendedActorSystem system) {
        ActorSystem<?> typed = Adapter.toTyped(system);
        Sampler sampler = new Sampler(readings(Metrics.get(typed)), System::nanoTime);
        look = new ClusterLook(
                typed, typed.systemActorOf(NodeHistory.create(sampler, clock), "confab-history", Props.empty()));
    }

    @Override
    public Route routes(ManagementRouteProviderSettings settings) {
        // Sealed, as what they refuse would else be looked for among the files.
        return concat(
                pathSingleSlash(PageRoutes::toPage),
                pathPrefix(
                        "ui",
                        () -> concat(
                                pathEnd(() -> toPage().seal()),
                                path("cluster.json", () -> cluster().seal()),
                                extractUnmatchedPath(path -> (SHARED.contains(path) ? shared : files).route()))));
    }

    private static Route toPage() {
        return onlyRead(() -> redirect(PAGE, StatusCodes.FOUND));
    }

    private Route cluster() {
        return onlyRead(() -> parameterOptional(
                StringUnmarshallers.LONG,
                "after",
                slot -> looks.tryAcquire()
                        ? completeWithFuture(look(slot.orElse(0L)))
                        : complete(StatusCodes.SERVICE_UNAVAILABLE, "too many look at once: ask again\n")));
    }

    private CompletionStage<HttpResponse> look(long afterSlot) {
        return look.nodes(afterSlot)
                .whenComplete((nodes, failure) -> looks.release())
                .thenApply(nodes -> HttpResponse.create()
                        .addHeader(RawHeader.create("Cache-Control", "no-store"))
                        .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
                        .withEntity(HttpEntities.create(
                                ContentTypes.APPLICATION_JSON, ClusterJson.of(clock.instant(), look.self(), nodes))));
    }

    private static Route onlyRead(Supplier<Route> inner) {
        return anyOf(Directives::get, Directives::head, inner);
    }

    private static Sampler.Readings readings(Metrics metrics) {
        return new Sampler.Readings() {
            @Override
            public double sum(Series series) {
                return metrics.sum(series.metric(), series.having());
            }

            @Override
            public double weight(Series series) {
                return metrics.observations(series.metric());
            }
        };
    }
}

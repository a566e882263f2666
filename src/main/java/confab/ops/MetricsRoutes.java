package confab.ops;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.server.Route;
import akka.management.javadsl.ManagementRouteProvider;
import akka.management.javadsl.ManagementRouteProviderSettings;

/** {@code /metrics} of the management port, for Prometheus; named in {@code confab-akka.conf}. */
public final class MetricsRoutes implements ManagementRouteProvider {
    private final Metrics metrics;

    /** Called by Akka Management, by this signature. */
    public MetricsRoutes(ExtendedActorSystem system) {
        metrics = Metrics.get(Adapter.toTyped(system));
    }

    @Override
    public Route routes(ManagementRouteProviderSettings settings) {
        return path(
                "metrics",
                () -> get(() -> complete(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, metrics.text()))));
    }
}

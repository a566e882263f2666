package confab.ops;

import static akka.http.javadsl.server.Directives.complete;
import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.onSuccess;
import static akka.http.javadsl.server.Directives.path;

import akka.actor.ActorSystem;
import akka.actor.ExtendedActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.Route;
import akka.management.HealthCheckSettings;
import akka.management.javadsl.CheckResult;
import akka.management.javadsl.HealthChecks;
import akka.management.javadsl.ManagementRouteProvider;
import akka.management.javadsl.ManagementRouteProviderSettings;
import java.util.concurrent.CompletionStage;

/**
 * {@code /alive} and {@code /ready} of the management port: 200 or 503, and in words why. What does not gate readiness is
 * told after it, line by line. Named in {@code confab-akka.conf} in the place of Akka's own, which tells no more than the
 * status.
 */
public final class HealthRoutes implements ManagementRouteProvider {
    private final HealthChecks checks;
    private final Readiness readiness;

    /** Called by Akka Management, by this signature. */
    public HealthRoutes(ExtendedActorSystem system) {
        checks = checks(system);
        readiness = Readiness.get(Adapter.toTyped(system));
    }

    /** Those of the system's settings, asked anew. */
    static HealthChecks checks(ActorSystem system) {
        return new HealthChecks(
                (ExtendedActorSystem) system,
                HealthCheckSettings.create(system.settings().config().getConfig("akka.management.health-checks")));
    }

    @Override
    public Route routes(ManagementRouteProviderSettings settings) {
        return concat(
                path("alive", () -> get(() -> answer(checks.aliveResult(), "alive", ""))),
                path("ready", () -> get(() -> answer(checks.readyResult(), "ready", readiness.parts()))));
    }

    private static Route answer(CompletionStage<CheckResult> asked, String good, String more) {
        return onSuccess(
                asked,
                result -> result.isSuccess()
                        ? complete(good + "\n" + more)
                        : complete(
                                StatusCodes.SERVICE_UNAVAILABLE,
                                "not " + good + ": " + result.failure().orElse("?") + "\n" + more));
    }
}

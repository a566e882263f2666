package confab.ops;

import akka.actor.ExtendedActorSystem;
import akka.discovery.Discovery;
import akka.discovery.Lookup;
import akka.discovery.ServiceDiscovery;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import scala.concurrent.Future;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.FutureConverters;

/**
 * Fails each lookup that takes too long. Those of {@code kubernetes-api} themselves do not end while the API server holds a
 * request, and meanwhile a node would decide by what it found before; see {@link Bootstrap}.
 */
public final class TimelyDiscovery extends ServiceDiscovery {
    private static final String METHOD = "akka.discovery.timely.method";

    private final ExtendedActorSystem system;

    /** By its first lookup: a discovery cannot load another while it is being loaded. */
    private @Nullable ServiceDiscovery slow;

    /** Called by Akka Discovery, by this signature. */
    public TimelyDiscovery(ExtendedActorSystem system) {
        this.system = system;
    }

    @Override
    public Future<Resolved> lookup(Lookup query, FiniteDuration timeout) {
        return FutureConverters.asScala(within(timeout, FutureConverters.asJava(slow().lookup(query, timeout))));
    }

    static <T> CompletionStage<T> within(FiniteDuration timeout, CompletionStage<T> asked) {
        return asked.toCompletableFuture()
                .copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(e -> {
                    throw new CompletionException(
                            e instanceof TimeoutException
                                    ? new TimeoutException("no answer within " + timeout)
                                    : cause(e));
                });
    }

    private static Throwable cause(Throwable e) {
        return e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    }

    private synchronized ServiceDiscovery slow() {
        if (slow == null) {
            String method = system.settings().config().getString(METHOD);
            slow = Discovery.get(system).loadServiceDiscovery(method);
        }
        return slow;
    }
}

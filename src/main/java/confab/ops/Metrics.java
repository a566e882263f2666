package confab.ops;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What is counted and measured of this node; one per actor system, shown by {@link MetricsRoutes}. */
public final class Metrics implements Extension {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private Metrics() {}

    public static Metrics get(ActorSystem<?> system) {
        return Id.INSTANCE.apply(system);
    }

    /**
     * Shows whether something holds, as 1 or 0.
     *
     * @param name with dots, as Micrometer has it
     * @param description what 1 means, in words
     * @param holds asked at each look, so it must not wait
     */
    public void state(String name, String description, BooleanSupplier holds) {
        Gauge.builder(name, holds, asked -> asked.getAsBoolean() ? 1 : 0)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /**
     * Shows how many of something there are now.
     *
     * @param name with dots, as Micrometer has it
     * @param description what is counted, in words
     * @param count asked at each look, so it must not wait
     */
    public void count(String name, String description, IntSupplier count) {
        Gauge.builder(name, count, IntSupplier::getAsInt)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** In Prometheus' text format, version 0.0.4. */
    String text() {
        return registry.scrape();
    }

    /** Finds the one of an actor system. */
    private static final class Id extends ExtensionId<Metrics> {
        private static final Id INSTANCE = new Id();

        @Override
        public Metrics createExtension(ActorSystem<?> system) {
            return new Metrics();
        }
    }
}

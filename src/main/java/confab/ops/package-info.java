/**
 * What operators see of a node: how it finds its cluster, whether it is ready, and how it leaves.
 *
 * <p>{@link confab.ops.MetricsRoutes} shows {@link confab.ops.Metrics}, {@link confab.ops.HealthRoutes} answers
 * {@code /ready} of Akka Management from {@link confab.ops.Readiness},
 * {@link confab.ops.Drain} is the node's way out, which {@link confab.ops.Pulse} takes when the node stood still,
 * {@link confab.ops.Bootstrap} is how nodes find each other without a seed, {@link confab.ops.SameLog} keeps nodes of another log out of the cluster.
 */
@NullMarked
package confab.ops;

import org.jspecify.annotations.NullMarked;

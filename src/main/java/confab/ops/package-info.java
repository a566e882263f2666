/**
 * What operators see of a node and ask of it: how it finds its cluster, whether it is ready, and how it leaves.
 *
 * <p>{@link confab.ops.Metrics} holds what is measured, by the names of {@link confab.ops.Metric};
 * {@link confab.ops.MetricsRoutes} shows it to Prometheus, {@link confab.ops.JmxView} to JMX, the
 * package {@code page} to people. {@link confab.ops.HealthRoutes} answers
 * {@code /ready} of Akka Management from {@link confab.ops.Readiness},
 * {@link confab.ops.Drain} is the node's way out, which {@link confab.ops.Pulse} takes when the node stood still,
 * {@link confab.ops.NodeBean} takes orders by JMX, {@link confab.ops.Balance} sheds clients unasked,
 * {@link confab.ops.Bootstrap} is how nodes find each other without a seed, {@link confab.ops.SameLog} keeps nodes of another log out
 * of the cluster, {@link confab.ops.Logging} says how the node speaks.
 */
@NullMarked
package confab.ops;

import org.jspecify.annotations.NullMarked;

/**
 * What operators see of a node: whether it is ready, and how it leaves.
 *
 * <p>{@link confab.ops.Readiness} answers {@code /ready} of Akka Management, {@link confab.ops.Drain} is the node's way out,
 * {@link confab.ops.SameLog} keeps nodes of another log out of the cluster.
 */
@NullMarked
package confab.ops;

import org.jspecify.annotations.NullMarked;

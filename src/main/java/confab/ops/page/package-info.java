/**
 * The operator's page of the management port: what the nodes of the cluster do now, and did in the last hour.
 *
 * <p>{@link confab.ops.page.NodeHistory} samples its node's {@link confab.ops.page.Series} every few seconds;
 * {@link confab.ops.page.ClusterLook} asks those of all nodes; {@link confab.ops.page.PageRoutes} shows what they say. Nothing
 * here changes anything.
 */
@NullMarked
package confab.ops.page;

import org.jspecify.annotations.NullMarked;

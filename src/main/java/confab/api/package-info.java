/**
 * The routes: what each path of the chat port is, said with Akka HTTP's directives.
 *
 * <p>{@link confab.api.ChatRoutes} are the paths that chat clients connect to, {@link confab.api.EngineRoutes} where
 * Engine.IO clients poll and connect; {@link confab.api.StaticFiles} is the web client, {@link confab.api.ClientBundle}
 * Socket.IO's.
 */
@NullMarked
package confab.api;

import org.jspecify.annotations.NullMarked;

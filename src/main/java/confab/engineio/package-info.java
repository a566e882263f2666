/**
 * Engine.IO sessions: a client's connection that may be polling requests, a WebSocket, or the one and later the other.
 *
 * <p>The edge hands over {@link confab.engineio.WebSocket}s and the routes polling requests; what a session carries is for
 * its {@link confab.engineio.EngineListener}. A session stays on the lane where it began, and all of it is touched there
 * only. The source is the protocol's page, <a href="https://socket.io/docs/v4/engine-io-protocol/">Engine.IO protocol</a>.
 */
@NullMarked
package confab.engineio;

import org.jspecify.annotations.NullMarked;

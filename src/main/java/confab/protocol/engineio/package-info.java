/**
 * Engine.IO 4: packets as they stand in WebSocket frames and in the bodies of polling requests.
 *
 * <p>A WebSocket frame is one packet ({@link confab.protocol.engineio.EngineFrames}); a request's body holds several
 * ({@link confab.protocol.engineio.PayloadReader}). What goes out is written by an {@link
 * confab.protocol.engineio.EngineFormat}, the same bytes for all sessions that read that format. The source is the
 * protocol's page, <a href="https://socket.io/docs/v4/engine-io-protocol/">Engine.IO protocol</a>, and where it is
 * silent what engine.io-parser 5.2 does.
 */
@NullMarked
package confab.protocol.engineio;

import org.jspecify.annotations.NullMarked;

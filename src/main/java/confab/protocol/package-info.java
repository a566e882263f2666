/**
 * What clients say and hear, and how it is written: pure codecs, without sockets or actors.
 *
 * <p>{@link confab.protocol.Request} is all that a client can say, {@link confab.protocol.Event} all that it can hear of
 * a session, and a {@link confab.protocol.Dialect} turns the latter into bytes for the socket, a {@link
 * confab.protocol.FrameDialect} the former from frames.
 * Messages of a room are written once for all members by a {@link confab.protocol.MessageFormat}. A new wire version is
 * a new class in a package of its own, never an {@code if} in an old one.
 */
@NullMarked
package confab.protocol;

import org.jspecify.annotations.NullMarked;

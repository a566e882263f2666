/**
 * Plain text on {@code /}: a text frame is posted to the connection's one room, and others' posts come as text frames.
 *
 * <p>For a client that does nothing but open a WebSocket, listen and send; it hears of nothing else, and of a fault only
 * by the connection's close. The room and the user are of the connection, so each has a {@link
 * confab.protocol.text.TextDialect} of its own; all share one {@link confab.protocol.text.TextMessages}.
 */
@NullMarked
package confab.protocol.text;

import org.jspecify.annotations.NullMarked;

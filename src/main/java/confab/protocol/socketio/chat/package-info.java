/**
 * How chat speaks in Socket.IO: the full service in {@code /chat}, the classic demo in {@code /}.
 *
 * <p>Each namespace has a {@link confab.protocol.socketio.chat.SocketDialect} that serves all its connections. What it says
 * are whole WebSocket frames, a message of a room being one or, with bytes in it, several; who writes to a polling client
 * makes a payload of them. What is bytes in a body is a binary attachment here, but for two kinds of bodies, which keep
 * their {@code {"$bytes":"…"}}: one that also holds an object which reads as a placeholder, and one with more bytes than
 * clients take.
 */
@NullMarked
package confab.protocol.socketio.chat;

import org.jspecify.annotations.NullMarked;

/**
 * Socket.IO 5: namespaces on the sessions of Engine.IO, and the API on which users build their own.
 *
 * <p>A {@link confab.socketio.SocketServer} declares {@link confab.socketio.Namespace}s; a client that enters one is a {@link
 * confab.socketio.SocketConnection} there, which hears and emits events. All of a client is touched on the lane of its
 * Engine.IO session; what users call may be called from any thread. The source is the protocol's page, <a
 * href="https://socket.io/docs/v4/socket-io-protocol/">Socket.IO protocol</a>, and where it is silent what socket.io 4.8
 * does.
 */
@NullMarked
package confab.socketio;

import org.jspecify.annotations.NullMarked;

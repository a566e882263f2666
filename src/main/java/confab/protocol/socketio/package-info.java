/**
 * Socket.IO 5: packets of namespaces, with acknowledgements and bytes anywhere in what they say.
 *
 * <p>Each connection has a {@link confab.protocol.socketio.SocketDecoder}, which turns Engine.IO's messages into {@link
 * confab.protocol.socketio.SocketPacket}s; {@link confab.protocol.socketio.SocketEncoder} turns packets into messages,
 * once for all who get them. What an event says are {@link confab.protocol.socketio.Arguments}: JSON text with the
 * bytes beside it, passed through without being parsed again. The source is the protocol's page, <a
 * href="https://socket.io/docs/v4/socket-io-protocol/">Socket.IO protocol</a>, and where it is silent what
 * socket.io-parser 4.2 does. How chat speaks in it is in {@code chat}.
 */
@NullMarked
package confab.protocol.socketio;

import org.jspecify.annotations.NullMarked;

/**
 * The sockets: Netty accepts, parses HTTP and WebSocket frames and writes; what is asked for, Akka HTTP's routes decide.
 *
 * <p>{@link confab.edge.ChatServer} opens the port. Each connection begins as an {@link confab.edge.HttpChannel}, and
 * each request of it is an {@link confab.edge.Exchange}. What the route answers decides what becomes of it: with a {@link
 * confab.edge.WebSocketUpgrade} a {@link confab.edge.NettySocket} that a session reads and rooms write to, on its {@link
 * confab.edge.NettyLane}; with an {@link confab.edge.EngineUpgrade} the WebSocket of an Engine.IO session; with a {@link
 * confab.edge.Forward} a request, or a pipe, to the node whose session it is for.
 */
@NullMarked
package confab.edge;

import org.jspecify.annotations.NullMarked;

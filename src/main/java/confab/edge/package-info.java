/**
 * The sockets: Netty accepts, parses HTTP and WebSocket frames and writes; what is asked for, Akka HTTP's routes decide.
 *
 * <p>{@link confab.edge.ChatServer} opens the port. Each connection begins as an {@link confab.edge.HttpChannel}, and
 * each request of it is an {@link confab.edge.Exchange}; when a route answers with a {@link confab.edge.WebSocketUpgrade}, it
 * becomes a {@link confab.edge.NettySocket} that a session reads and rooms write to, on its {@link
 * confab.edge.NettyLane}.
 */
@NullMarked
package confab.edge;

import org.jspecify.annotations.NullMarked;

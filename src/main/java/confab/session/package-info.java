/**
 * One actor per connection: it knows its user, its rooms and its limits, and turns requests into calls of relays.
 *
 * <p>{@link confab.session.Sessions} starts one for each {@link confab.session.Connection}: a WebSocket that the edge opens,
 * or a client in a namespace of {@link confab.session.SocketChat}. A session asks its connection for a few
 * requests ahead ({@link confab.session.Intake}), so that a client is read no faster than it is served, and dies with it; what
 * its client may ask for is the business of {@link confab.session.Requests}.
 */
@NullMarked
package confab.session;

import org.jspecify.annotations.NullMarked;

package confab.model;

/**
 * A message of a room as the log keeps it; the room is known from where the message stands.
 *
 * @param seq the room's number of it: 1, 2, 3 … without a gap
 * @param id the sender's own id of it
 * @param from the sender
 * @param body what it says
 * @param atMillis when the room numbered it, milliseconds since 1970-01-01T00:00Z
 * @param origin the session that posted it; stored, never shown, so that plain text's "not to the sender" also holds in
 *     catch-up
 */
public record Message(long seq, PostId id, UserName from, Body body, long atMillis, SessionId origin) {}

package confab.model;

/**
 * A post on its way to the log: a message without its number and time.
 *
 * @param id the sender's own id of it
 * @param from the sender
 * @param body what it says
 * @param origin the session that posts it
 */
public record Draft(PostId id, UserName from, Body body, SessionId origin) {
    /** This draft as the message that the log made of it. */
    public Message numbered(long seq, long atMillis) {
        return new Message(seq, id, from, body, atMillis, origin);
    }
}

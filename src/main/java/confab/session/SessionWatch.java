package confab.session;

import confab.protocol.Dialect;

/** Hears of the sessions of a node. From any thread; must not wait. */
public interface SessionWatch {
    void opened(Dialect dialect);

    /** Once for each that was opened. */
    void ended(Dialect dialect, ConnectionEnd end);

    /** A post came too soon after others and was not passed on. */
    void rateLimited();

    /** A post came after this node was cut off from its cluster. */
    void cutOff();
}

package confab.engineio;

import java.net.InetSocketAddress;

/** Where a session lives, which is where it was opened: its sid tells. From any thread. */
@FunctionalInterface
public interface Owners {
    /** Where the session with that sid is, if it still is; the sid is whatever a client said. */
    Owner of(String sid);

    /** A node that is alone: every sid that it does not know is unknown. */
    static Owners alone() {
        return sid -> new Here();
    }

    /** The node of a session. */
    sealed interface Owner {}

    /** This one. */
    record Here() implements Owner {}

    /** @param address of its chat port */
    record Elsewhere(InetSocketAddress address) implements Owner {}

    /** No node's: the text is no sid, or its node is gone. */
    record Nowhere() implements Owner {}
}

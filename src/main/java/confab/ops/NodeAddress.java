package confab.ops;

import akka.actor.Address;

/** How operators and clients know a node: by host and port for the other nodes. */
public final class NodeAddress {
    private NodeAddress() {}

    /** As the other nodes are told it: with the port that it has, where the settings leave that open. */
    public static String of(Address address) {
        return address.getHost().orElse("?") + ":" + address.getPort().orElse(0);
    }
}

package confab.soak;

/** How a client reaches its server. */
interface Way {
    /** @param node that the client chose */
    Wire open(int node, Wire.Ear ear);

    /** The node whose trouble excuses that of the connection; {@link Outages#ANY} if it goes over all of them. */
    int accountable(int node);
}

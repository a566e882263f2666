package confab.soak;

/** By a WebSocket to the node, from the start. */
record SocketWay(Venue venue, String path) implements Way {
    @Override
    public Wire open(int node, Wire.Ear ear) {
        return SocketWire.open(venue.http(), venue.places().get(node), path, ear);
    }

    @Override
    public int accountable(int node) {
        return node;
    }
}

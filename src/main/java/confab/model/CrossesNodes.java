package confab.model;

/** Marks what travels between nodes: bound to the CBOR serializer, round-trip tested, and its shape only ever added to. */
public interface CrossesNodes {}

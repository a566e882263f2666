package confab.relay;

/** Hears how long messages took and how they were gathered, once per batch and lane. From any thread; must not wait. */
public interface RelayTimes {
    /**
     * A batch was sent to its room.
     *
     * @param posts in it
     */
    void shipped(int posts);

    /**
     * A room has answered a batch.
     *
     * @param sinceNanos when the oldest of its posts came, as {@link System#nanoTime}
     * @param posts in it
     */
    void acknowledged(long sinceNanos, int posts);

    /**
     * A lane wrote messages to members that keep up.
     *
     * @param arrivedNanos when they came to this node, as {@link System#nanoTime}; the mean of all deliveries
     * @param atMillis their time stamps; the mean of all deliveries
     * @param deliveries messages times members
     */
    void delivered(long arrivedNanos, long atMillis, long deliveries);
}

package confab.bench;

/** How posts are paced. */
public sealed interface Load {
    /**
     * As fast as they are delivered: in each room the next post leaves when all members have one of those under way.
     *
     * @param posts under way in each room
     */
    record Window(int posts) implements Load {}

    /**
     * At a fixed rate, whatever the server does: latency then counts from when a post was due, not from when it left.
     *
     * @param postsPerSecond in all rooms together
     */
    record Rate(double postsPerSecond) implements Load {}
}

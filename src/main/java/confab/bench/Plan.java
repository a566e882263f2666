package confab.bench;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a bench is to do.
 *
 * @param nodes where clients connect, {@code ws://host:port}; the members of a room are spread over them
 * @param connections in all
 * @param rooms the connections are spread over them
 * @param bodyBytes of each post's body, the time stamp in it included
 * @param warmUp load that is not measured, before
 * @param time load that is measured
 * @param lanes event loops
 * @param connecting connections that are being opened at a time
 */
public record Plan(
        List<URI> nodes,
        Protocol protocol,
        int connections,
        int rooms,
        Load load,
        int bodyBytes,
        Duration warmUp,
        Duration time,
        int lanes,
        int connecting) {
    /** Of a body: the stamp fits with what the dialects add. */
    public static final int MIN_BODY_BYTES = 32;
    /** The server's own bound, as JSON, is 16 KiB. */
    public static final int MAX_BODY_BYTES = 16_000;

    /** So many posts of a room a node takes at once before it says {@code overloaded}. */
    private static final int MAX_WINDOW = 8_192;

    /** One in each nanosecond: posts are due at a time in those. */
    private static final double MAX_RATE = 1e9;

    /** @throws BadPlan if it makes no sense */
    public Plan {
        nodes = List.copyOf(nodes);
        nodes.forEach(Plan::check);
        hold(!nodes.isEmpty(), "Name a node, as in ws://localhost:8080.");
        hold(connections >= 1, "There must be one connection at least, not " + connections + ".");
        hold(rooms >= 1, "There must be one room at least, not " + rooms + ".");
        int least = protocol.dialect().echoes() ? 1 : 2;
        hold(
                connections / rooms >= least,
                connections + " connections are too few for " + rooms + " rooms: each needs " + least + ".");
        hold(
                bodyBytes >= MIN_BODY_BYTES && bodyBytes <= MAX_BODY_BYTES,
                "A body has " + MIN_BODY_BYTES + " to " + MAX_BODY_BYTES + " bytes, not " + bodyBytes + ".");
        hold(!warmUp.isNegative(), "The time to warm up cannot be negative.");
        hold(time.compareTo(Duration.ZERO) > 0, "The time to measure must be more than nothing.");
        hold(lanes >= 1, "There must be one thread at least, not " + lanes + ".");
        hold(connecting >= 1, "One connection at least must be opened at a time, not " + connecting + ".");
        if (load instanceof Load.Window window) {
            hold(
                    window.posts() >= 1 && window.posts() <= MAX_WINDOW,
                    "Posts under way are 1 to " + MAX_WINDOW + ", not " + window.posts() + ".");
        } else if (load instanceof Load.Rate rate) {
            hold(
                    rate.postsPerSecond() > 0 && rate.postsPerSecond() <= MAX_RATE,
                    "The rate must be more than nothing and at most a post in each nanosecond, not "
                            + rate.postsPerSecond() + " per second.");
        }
    }

    /** In a line. */
    String describe() {
        String pace = load instanceof Load.Window window
                ? window.posts() + (window.posts() == 1 ? " post" : " posts") + " under way in each room"
                : String.format(Locale.ROOT, "%,.0f posts per second", ((Load.Rate) load).postsPerSecond());
        return String.format(
                Locale.ROOT,
                "%s, %,d connections to %d node%s, %,d room%s, %s, bodies of %d bytes",
                protocol,
                connections,
                nodes.size(),
                nodes.size() == 1 ? "" : "s",
                rooms,
                rooms == 1 ? "" : "s",
                pace,
                bodyBytes);
    }

    private static void check(URI node) {
        hold(
                "ws".equals(node.getScheme()) && node.getHost() != null,
                "A node is written ws://host:port, not " + node + "; TLS is not spoken.");
        hold(
                node.getRawPath() == null || node.getRawPath().length() <= 1,
                "A node is an address without a path, as in ws://localhost:8080, not " + node + ".");
    }

    private static void hold(boolean condition, String otherwise) {
        if (!condition) {
            throw new BadPlan(otherwise);
        }
    }
}

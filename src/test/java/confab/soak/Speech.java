package confab.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a client says its requests, and hears what it is told, both as the objects of JSON v1. One per client, for one
 * connection after the other; everything under its client's lock.
 */
interface Speech {
    /** The type of what no server tells: the connection is over; {@code how} says more. */
    String OVER = "over";

    /**
     * The connection is there.
     *
     * @param line for what is to be said unasked
     */
    void begin(Consumer<String> line);

    /** @param ref what the answer, or the error, is to be known by */
    void request(String type, Map<String, ?> fields, String ref);

    /** The object that a frame tells, with its {@code type}, if it tells any. */
    Optional<JsonNode> hear(String frame);

    /** Whether it has asked the server to show that it is there; else the transport has to. */
    boolean ping();
}

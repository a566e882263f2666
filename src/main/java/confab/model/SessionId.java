package confab.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The id of one connection's session, random, unique across the cluster.
 *
 * @param value URL-safe characters
 */
public record SessionId(String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SessionId {}

    // Not on the component: that would mark the field too, which Jackson takes for a second value.
    @JsonValue
    @Override
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}

package confab.room;

import akka.cluster.UniqueAddress;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One incarnation of a node: a node that restarted under the same address is another.
 *
 * @param value the node's address and uid
 */
public record NodeId(String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NodeId {}

    public static NodeId of(UniqueAddress address) {
        return new NodeId(address.address() + "#" + address.longUid());
    }

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

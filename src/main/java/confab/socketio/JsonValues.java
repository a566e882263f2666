package confab.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import confab.model.Body;
import confab.protocol.socketio.Arguments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes arguments of what users give. */
final class JsonValues {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonValues() {}

    /** @throws IllegalArgumentException if there is no JSON for a value */
    static Arguments arguments(@Nullable Object[] values) {
        if (values.length == 0) {
            return Arguments.NONE;
        }
        if (values.length == 1 && values[0] instanceof Body body) {
            return Arguments.of(body);
        }
        List<JsonNode> trees = new ArrayList<>(values.length);
        for (Object value : values) {
            trees.add(tree(value));
        }
        return Arguments.ofTrees(trees);
    }

    /** @throws IllegalArgumentException if there is no JSON for the value */
    static Body body(@Nullable Object value) {
        return arguments(new @Nullable Object[] {value}).body(0);
    }

    private static JsonNode tree(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof JsonNode tree) {
            return tree;
        } else if (value instanceof Body body) {
            return Arguments.of(body).tree(0);
        } else if (value instanceof CharSequence text) {
            return NODES.textNode(text.toString());
        }
        return JSON.valueToTree(value);
    }
}

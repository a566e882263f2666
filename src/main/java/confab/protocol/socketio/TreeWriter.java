package confab.protocol.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.util.Iterator;
import java.util.Map;

/** Writes a tree as JavaScript's {@code JSON.stringify} would, so that clients read what the reference sends. */
final class TreeWriter {
    private final ArgumentsWriter to;
    private final JsonBytes json;

    private TreeWriter(ArgumentsWriter to) {
        this.to = to;
        this.json = to.json();
    }

    /** @throws IllegalArgumentException if there is a node that JSON has no word for */
    static void write(JsonNode tree, ArgumentsWriter to) {
        new TreeWriter(to).value(tree);
    }

    /** Whether clients would take the object for a placeholder. */
    static boolean isLookalike(JsonNode object) {
        JsonNode placeholder = object.get(ArgumentsWriter.PLACEHOLDER);
        return placeholder != null && placeholder.isBoolean() && placeholder.booleanValue();
    }

    private void value(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> json.bytes(EcmaString.quote(node.textValue()));
            case NUMBER -> json.text(number(node));
            case BOOLEAN -> json.text(node.asText());
            case NULL, MISSING -> json.text("null");
            case BINARY -> to.attach(((BinaryNode) node).binaryValue());
            default -> throw new IllegalArgumentException("no JSON for a node of type " + node.getNodeType());
        }
    }

    private static String number(JsonNode node) {
        boolean isBinaryFraction = node.isDouble() || node.isFloat();
        return isBinaryFraction ? EcmaNumber.text(Double.parseDouble(node.asText())) : node.asText();
    }

    private void object(JsonNode object) {
        if (isLookalike(object)) {
            to.noteLookalike();
        }
        json.text("{");
        for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            json.bytes(EcmaString.quote(field.getKey())).text(":");
            value(field.getValue());
            if (fields.hasNext()) {
                json.text(",");
            }
        }
        json.text("}");
    }

    private void array(JsonNode array) {
        json.text("[");
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                json.text(",");
            }
            value(array.get(i));
        }
        json.text("]");
    }
}

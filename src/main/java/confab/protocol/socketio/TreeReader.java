package confab.protocol.socketio;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;

/** Makes a tree of an argument's text. */
final class TreeReader {
    /** An integer with more digits becomes a double, as in JavaScript any does: to read it costs the square of them. */
    static final int MAX_EXACT_DIGITS = 100;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final List<byte[]> attachments;

    private TreeReader(JsonParser parser, List<byte[]> attachments) {
        this.parser = parser;
        this.attachments = attachments;
    }

    /** @param attachments if there are any, all objects that read as placeholders are in their place */
    static JsonNode read(String json, List<byte[]> attachments) {
        try (JsonParser parser = PayloadReader.JSON.createParser(json)) {
            return new TreeReader(parser, attachments).value(parser.nextToken());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser.getText());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(Double.parseDouble(parser.getText()));
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private JsonNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.getCurrentName();
            object.set(name, value(parser.nextToken()));
        }
        if (!attachments.isEmpty() && TreeWriter.isLookalike(object)) {
            return NODES.binaryNode(attachments.get(object.get("num").intValue()));
        }
        return object;
    }

    private JsonNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token));
        }
        return array;
    }

    private static JsonNode integer(String text) {
        if (text.length() > MAX_EXACT_DIGITS) {
            return NODES.numberNode(Double.parseDouble(text));
        }
        BigInteger number = new BigInteger(text);
        if (number.bitLength() < Integer.SIZE) {
            return NODES.numberNode(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? NODES.numberNode(number.longValue()) : NODES.numberNode(number);
    }
}

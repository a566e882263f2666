package confab.protocol.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** JSON values of a seed's choice, with bytes in them. */
final class RandomTrees {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String[] TEXTS = {
        "", " ", "\"", "\\", "\n", "é", "😀", "\ud83d", "{}", "a b", "num", "_placeholder", "$bytes", "\u0001", "/", "1"
    };

    private final Random random;
    private int attachments;

    /** @param attachments how many there may be in all */
    RandomTrees(Random random, int attachments) {
        this.random = random;
        this.attachments = attachments;
    }

    List<JsonNode> list() {
        List<JsonNode> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(tree(3));
        }
        return list;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }

    private JsonNode tree(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> NODES.nullNode();
            // Never true under a key that makes a placeholder of it.
            case 1 -> NODES.booleanNode(false);
            case 2 -> integer();
            case 3 -> NODES.numberNode(random.nextInt(1_000_000) + 0.5);
            case 4, 5 -> NODES.textNode(text());
            case 6 -> bytes();
            case 7 -> array(depth);
            default -> object(depth);
        };
    }

    private JsonNode integer() {
        long number = (random.nextLong() / 10) >> random.nextInt(64);
        return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
    }

    private JsonNode bytes() {
        if (attachments == 0) {
            return NODES.booleanNode(false);
        }
        attachments--;
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        return NODES.binaryNode(bytes);
    }

    private JsonNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(tree(depth - 1));
        }
        return array;
    }

    private JsonNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set(text(), tree(depth - 1));
        }
        return object;
    }
}

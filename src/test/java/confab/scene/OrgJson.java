package confab.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Iterator;
import java.util.stream.StreamSupport;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** The values that the Java client takes and gives, from and to the tests' JSON. */
final class OrgJson {
    private static final String BYTES = "$bytes";

    private OrgJson() {}

    static Object[] from(ArrayNode args) {
        return StreamSupport.stream(args.spliterator(), false)
                .map(OrgJson::from)
                .toArray();
    }

    static ArrayNode to(Object... args) {
        ArrayNode all = SocketIoClient.JSON.createArrayNode();
        for (Object arg : args) {
            all.add(to(arg));
        }
        return all;
    }

    private static Object from(JsonNode value) {
        try {
            if (value.isObject()) {
                return value.has(BYTES)
                        ? Base64.getDecoder().decode(value.get(BYTES).asText())
                        : object(value);
            }
            if (value.isArray()) {
                JSONArray array = new JSONArray();
                value.forEach(item -> array.put(from(item)));
                return array;
            }
            return value.isTextual() ? value.asText() : scalar(value);
        } catch (JSONException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JSONObject object(JsonNode value) throws JSONException {
        JSONObject object = new JSONObject();
        for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            object.put(name, from(value.get(name)));
        }
        return object;
    }

    private static Object scalar(JsonNode value) {
        if (value.isNull()) {
            return JSONObject.NULL;
        }
        return value.isBoolean() ? value.asBoolean() : value.numberValue();
    }

    private static JsonNode to(@Nullable Object value) {
        try {
            if (value instanceof JSONObject object) {
                return object(object);
            }
            if (value instanceof JSONArray array) {
                ArrayNode all = SocketIoClient.JSON.createArrayNode();
                for (int i = 0; i < array.length(); i++) {
                    all.add(to(array.get(i)));
                }
                return all;
            }
            if (value instanceof byte[] bytes) {
                return SocketIoClient.JSON.valueToTree(SocketIoClient.bytes(bytes));
            }
            return SocketIoClient.JSON.valueToTree(plain(value));
        } catch (JSONException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectNode object(JSONObject value) throws JSONException {
        ObjectNode object = SocketIoClient.JSON.createObjectNode();
        for (Iterator<?> names = value.keys(); names.hasNext(); ) {
            String name = (String) names.next();
            object.set(name, to(value.get(name)));
        }
        return object;
    }

    /** What is neither is a scalar, but for the errors that the client gives. */
    private static @Nullable Object plain(@Nullable Object value) {
        boolean isScalar = value instanceof String || value instanceof Number || value instanceof Boolean;
        return value == null || value == JSONObject.NULL ? null : isScalar ? value : value.toString();
    }
}

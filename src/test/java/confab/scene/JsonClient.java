package confab.scene;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A client of JSON v1. */
public final class JsonClient extends Socket {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonClient(Place place) {
        super(place, "/ws");
    }

    /** Opens a connection and says nothing. */
    public static JsonClient connect(NodeProcess node) {
        return new JsonClient(node.place());
    }

    /** Opens a connection and says hello. */
    public static JsonClient open(NodeProcess node, String user) {
        return open(node.place(), user);
    }

    /** Opens a connection to whatever is there, a node or what stands before some, and says hello. */
    public static JsonClient open(Place place, String user) {
        JsonClient client = new JsonClient(place);
        client.say(Map.of("type", "hello", "user", user));
        client.await("welcome");
        return client;
    }

    /** Opens a connection, says hello and joins a room without history. */
    public static JsonClient join(NodeProcess node, String user, String room) {
        JsonClient client = open(node, user);
        client.say(Map.of("type", "join", "room", room, "history", 0));
        client.await("joined");
        return client;
    }

    /** Sends an object. */
    public void say(Map<String, ?> frame) {
        try {
            say(JSON.writeValueAsString(frame));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public void post(String room, String id, Object body) {
        say(Map.of("type", "post", "room", room, "id", id, "body", body));
    }

    /** Listens on for a frame of that type. */
    public JsonNode await(String type) {
        return await(type, frame -> true);
    }

    /** Listens on for such a frame of that type. */
    public JsonNode await(String type, Predicate<JsonNode> wanted) {
        return read(heard().await(type, text -> {
            JsonNode frame = read(text);
            return frame.path("type").asText().equals(type) && wanted.test(frame);
        }));
    }

    /** All frames of that type so far. */
    public List<JsonNode> frames(String type) {
        return ofType(texts(), type);
    }

    /** Waits until that many frames of the type have come. */
    public List<JsonNode> awaitFrames(String type, int count) {
        return awaitFrames(type, count, Duration.ofSeconds(30));
    }

    public List<JsonNode> awaitFrames(String type, int count, Duration patience) {
        String what = count + " × " + type;
        return ofType(heard().awaitAll(what, all -> ofType(all, type).size() >= count, patience), type);
    }

    private static List<JsonNode> ofType(List<String> texts, String type) {
        return texts.stream()
                .map(JsonClient::read)
                .filter(frame -> frame.path("type").asText().equals(type))
                .toList();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}

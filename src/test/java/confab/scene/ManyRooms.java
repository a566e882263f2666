package confab.scene;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rooms enough that each node of a cluster owns some, for clients that are in all of them.
 *
 * @param count how many
 */
public record ManyRooms(int count) {
    /** Their names. */
    public Set<String> names() {
        return IntStream.range(0, count).mapToObj(i -> "room" + i).collect(Collectors.toSet());
    }

    /** A new client that has joined all. */
    public JsonClient join(NodeProcess node, String user) {
        JsonClient client = JsonClient.open(node, user);
        for (String room : names()) {
            client.say(Map.of("type", "join", "room", room, "history", 0));
        }
        client.awaitFrames("joined", count);
        return client;
    }

    /** Posts to each, under the same id. */
    public void post(JsonClient client, String id) {
        names().forEach(room -> client.post(room, id, id));
    }

    /** Room, id and seq of messages, or of their acknowledgements. */
    public static Set<String> posted(List<JsonNode> frames) {
        Set<String> posts = new HashSet<>();
        frames.forEach(frame -> posts.add(frame.get("room").asText() + " "
                + frame.get("id").asText() + " " + frame.get("seq").asText()));
        return posts;
    }
}

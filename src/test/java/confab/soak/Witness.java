package confab.soak;

import com.fasterxml.jackson.databind.JsonNode;
import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the rooms through the server when all is over: what it tells then is what the records are held against. */
final class Witness implements AutoCloseable {
    private static final int PAGE = 200;

    private final JsonClient client;

    Witness(NodeProcess node, List<String> rooms) {
        client = JsonClient.open(node, "witness");
        for (String room : rooms) {
            client.say(Map.of("type", "join", "room", room, "history", 0));
            client.await("joined");
        }
    }

    /** The newest seq of each room. */
    Map<String, Integer> newest(List<String> rooms) {
        Map<String, Integer> newest = new HashMap<>();
        for (String room : rooms) {
            client.say(Map.of("type", "history", "room", room, "limit", 1));
            JsonNode messages = client.await("history").path("messages");
            newest.put(room, messages.path(0).path("seq").asInt());
        }
        return newest;
    }

    /** All of a room. */
    Hearing read(String room) {
        Hearing read = new Hearing(0, 0, room, 0);
        int last = 0;
        boolean hasMore = true;
        while (hasMore) {
            client.say(Map.of("type", "history", "room", room, "after", last, "limit", PAGE));
            JsonNode page = client.await("history");
            for (JsonNode message : page.path("messages")) {
                last = message.path("seq").asInt();
                read.add(last, Mark.parse(message.path("body").asText()));
            }
            hasMore = page.path("more").asBoolean();
        }
        return read;
    }

    @Override
    public void close() {
        client.close();
    }
}

package confab.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** JSON v1, as it is. */
final class JsonSpeech implements Speech {
    private final String user;
    private Consumer<String> line = text -> {};

    JsonSpeech(String user) {
        this.user = user;
    }

    @Override
    public void begin(Consumer<String> to) {
        line = to;
        line.accept(Json.write(Map.of("type", "hello", "user", user)));
    }

    @Override
    public void request(String type, Map<String, ?> fields, String ref) {
        Map<String, Object> frame = new LinkedHashMap<>(fields);
        frame.put("type", type);
        // An error to a post bears its id by itself.
        if (!ref.equals(fields.get("id"))) {
            frame.put("ref", ref);
        }
        line.accept(Json.write(frame));
    }

    @Override
    public Optional<JsonNode> hear(String frame) {
        return Optional.of(Json.read(frame));
    }

    @Override
    public boolean ping() {
        return false;
    }
}

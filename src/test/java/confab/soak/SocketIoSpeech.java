package confab.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Socket.IO in namespace {@code /chat}, packet by packet: requests are events, and acknowledgements their answers. */
final class SocketIoSpeech implements Speech {
    private static final String OPENED = "0{";
    private static final String CLOSED = "1";
    private static final String PING = "2";
    private static final String PONG = "3";
    private static final String NOTHING = "6";
    private static final String CONNECT = "40/chat,";
    private static final String DISCONNECT = "41/chat,";
    private static final String EVENT = "42/chat,";
    private static final String ACKNOWLEDGEMENT = "43/chat,";
    private static final String REFUSAL = "44/chat,";
    private static final Map<String, String> ANSWERS = Map.of("join", "joined", "post", "posted", "ping", "pong");

    private record Question(String type, String ref) {}

    private final String user;
    private final Map<Integer, Question> questions = new HashMap<>();
    private Consumer<String> line = text -> {};
    private int asked;
    private boolean isIn;

    SocketIoSpeech(String user) {
        this.user = user;
    }

    @Override
    public void begin(Consumer<String> to) {
        line = to;
        isIn = false;
        questions.clear();
    }

    @Override
    public void request(String type, Map<String, ?> fields, String ref) {
        questions.put(++asked, new Question(type, ref));
        line.accept(EVENT + asked + Json.write(new Object[] {type, fields}));
    }

    @Override
    public boolean ping() {
        // Before that nothing but its entrance may be asked for.
        if (isIn) {
            request("ping", Map.of(), "ping");
        }
        return isIn;
    }

    @Override
    public Optional<JsonNode> hear(String packet) {
        if (packet.startsWith(OPENED)) {
            line.accept(CONNECT + Json.write(Map.of("user", user)));
            return Optional.empty();
        } else if (packet.equals(PING)) {
            line.accept(PONG);
            return Optional.empty();
        } else if (packet.equals(NOTHING)) {
            return Optional.empty();
        } else if (packet.equals(CLOSED) || packet.startsWith(DISCONNECT) || packet.startsWith(REFUSAL)) {
            return Optional.of(object(Map.of("type", OVER, "how", "was told " + packet)));
        } else if (packet.startsWith(CONNECT)) {
            isIn = true;
            return Optional.of(object(Map.of("type", "welcome")));
        } else if (packet.startsWith(EVENT)) {
            JsonNode event = Json.read(packet.substring(EVENT.length()));
            String name = event.path(0).asText();
            // Of which Socket.IO's clients know nothing: they come back when they are closed.
            return name.equals("goodbye") ? Optional.empty() : Optional.of(told(event.path(1), name));
        } else if (packet.startsWith(ACKNOWLEDGEMENT)) {
            int arguments = packet.indexOf('[');
            int question = Integer.parseInt(packet.substring(ACKNOWLEDGEMENT.length(), arguments));
            return Optional.of(
                    answer(question, Json.read(packet.substring(arguments)).path(0)));
        }
        throw new IllegalStateException("unheard of: " + packet);
    }

    private JsonNode answer(int number, JsonNode answer) {
        Question question = questions.remove(number);
        if (question == null) {
            throw new IllegalStateException("an answer to no question, " + number + ": " + answer);
        }
        String type = answer.has("error") ? "error" : ANSWERS.getOrDefault(question.type(), question.type());
        ObjectNode told = told(answer.has("error") ? answer.path("error") : answer, type);
        if (told.has("id") && !told.path("id").asText().equals(question.ref())) {
            throw new IllegalStateException("the answer to " + question + " is " + answer);
        }
        return told.put("ref", question.ref());
    }

    private static ObjectNode told(JsonNode object, String type) {
        return ((ObjectNode) object).put("type", type);
    }

    private static JsonNode object(Map<String, String> fields) {
        return Json.read(Json.write(fields));
    }
}

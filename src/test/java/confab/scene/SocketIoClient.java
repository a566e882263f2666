package confab.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A real Socket.IO client of whatever make, as tests talk to it. Arguments are JSON, in which bytes are
 * {@code {"$bytes":"<base64>"}}; an event that wants an acknowledgement is acknowledged with its own arguments.
 */
public abstract class SocketIoClient implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What became of the connection. */
    private final Heard<JsonNode> states = new Heard<>();

    private final Map<String, Heard<JsonNode>> events = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();

    /** How a client reaches its server. */
    public enum Way {
        POLLING,
        WEBSOCKET,
        /** Polling first, as clients do unless they are told otherwise. */
        UPGRADE;

        List<String> transports() {
            return switch (this) {
                case POLLING -> List.of("polling");
                case WEBSOCKET -> List.of("websocket");
                case UPGRADE -> List.of("polling", "websocket");
            };
        }
    }

    /** Bytes, as an argument or within one. */
    public static Map<String, String> bytes(byte... bytes) {
        return Map.of("$bytes", Base64.getEncoder().encodeToString(bytes));
    }

    /** Sends an event. */
    public void emit(String event, Object... args) {
        send(event, arguments(args));
    }

    /** Sends an event and waits for its acknowledgement; the first argument of that. */
    public JsonNode ask(String event, Object... args) {
        return join(askLater(event, args));
    }

    /** Sends an event; the first argument of its acknowledgement, when it comes. */
    public CompletableFuture<JsonNode> askLater(String event, Object... args) {
        int question = questions.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(question, answer);
        send(event, arguments(args), question);
        return answer.thenApply(answered -> answered.path(0));
    }

    /** Waits for an answer. */
    public static JsonNode join(CompletableFuture<JsonNode> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no acknowledgement in " + PATIENCE, e);
        }
    }

    /** Listens on for such an event; its first argument. */
    public JsonNode await(String event) {
        return await(event, first -> true);
    }

    /** Listens on for an event with such a first argument; that. */
    public JsonNode await(String event, Predicate<JsonNode> wanted) {
        return heard(event).await(event, args -> wanted.test(args.path(0))).path(0);
    }

    /** Waits until that many such events have come; the first arguments of all so far. */
    public List<JsonNode> awaitAll(String event, int count) {
        List<JsonNode> all = heard(event).awaitAll(count + " × " + event, events -> events.size() >= count, PATIENCE);
        return all.stream().map(args -> args.path(0)).toList();
    }

    /** The arguments of all such events so far. */
    public List<JsonNode> all(String event) {
        return heard(event).all();
    }

    /** Listens on until it tells {@code connect}, {@code connect_error} or {@code disconnect}. */
    public JsonNode awaitState(String name) {
        return states.await(name, state -> state.path("state").asText().equals(name));
    }

    /** Waits until it has gone over to a WebSocket, which may be before it is connected. */
    public void awaitUpgrade() {
        states.awaitAll("upgrade", all -> names(all).contains("upgrade"), PATIENCE);
    }

    /** All that became of the connection so far. */
    public List<String> states() {
        return names(states.all());
    }

    /** Of each time that it was connected, whether it was recovered. */
    public List<Boolean> recovered() {
        return states.all().stream()
                .filter(state -> state.path("state").asText().equals("connect"))
                .map(state -> state.path("recovered").asBoolean())
                .toList();
    }

    /** Goes on without its WebSocket, of which the server is told nothing; it then tells when the server closes that. */
    public void drop() {
        throw new UnsupportedOperationException("only clients of Node's can");
    }

    /** Leaves its namespace, with a farewell. */
    public abstract void leave();

    @Override
    public abstract void close();

    abstract void send(String event, ArrayNode args);

    /** @param question to be named in {@link #onAnswer} */
    abstract void send(String event, ArrayNode args, int question);

    void onState(JsonNode state) {
        states.add(state);
    }

    void onEvent(String event, JsonNode args) {
        heard(event).add(args);
    }

    void onAnswer(int question, JsonNode args) {
        CompletableFuture<JsonNode> answer = asked.remove(question);
        if (answer == null) {
            states.add(JSON.createObjectNode().put("state", "acknowledged twice: " + question));
        } else {
            answer.complete(args);
        }
    }

    private Heard<JsonNode> heard(String event) {
        return events.computeIfAbsent(event, name -> new Heard<>());
    }

    private static List<String> names(List<JsonNode> states) {
        return states.stream().map(state -> state.path("state").asText()).toList();
    }

    private static ArrayNode arguments(Object... args) {
        return JSON.valueToTree(args);
    }
}

package confab.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.EngineIOException;
import io.socket.engineio.client.Transport;
import io.socket.engineio.parser.Packet;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;

/** The client of Java, in the test's own process. */
final class JavaSocketIo extends SocketIoClient {
    private final Socket socket;

    JavaSocketIo(String url, Way way, Map<String, String> auth) {
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.transports = way.transports().toArray(String[]::new);
        options.auth = auth.isEmpty() ? null : auth;
        socket = IO.socket(URI.create(url), options);
        socket.on(Socket.EVENT_CONNECT, args -> onState(state("connect").put("id", socket.id())));
        socket.on(Socket.EVENT_CONNECT_ERROR, this::onConnectError);
        socket.on(Socket.EVENT_DISCONNECT, args -> onState(state("disconnect").put("reason", args[0].toString())));
        socket.io().on(Manager.EVENT_TRANSPORT, args -> watch((Transport) args[0]));
        socket.onAnyIncoming(this::onAny);
        socket.connect();
    }

    @Override
    public void leave() {
        socket.disconnect();
    }

    @Override
    public void close() {
        socket.disconnect();
    }

    @Override
    void send(String event, ArrayNode args) {
        socket.emit(event, OrgJson.from(args));
    }

    @Override
    void send(String event, ArrayNode args, int question) {
        socket.emit(event, OrgJson.from(args), (Ack) answer -> onAnswer(question, OrgJson.to(answer)));
    }

    /** This client does not tell of its upgrade: the probe's answer is where it does it. */
    private void watch(Transport transport) {
        transport.on(Transport.EVENT_PACKET, args -> {
            Packet<?> packet = (Packet<?>) args[0];
            if (Packet.PONG.equals(packet.type) && "probe".equals(packet.data)) {
                onState(state("upgrade").put("transport", transport.name));
            }
        });
    }

    private void onConnectError(Object... args) {
        ObjectNode state = state("connect_error");
        JsonNode error = OrgJson.to(args).path(0);
        if (args[0] instanceof EngineIOException failed) {
            state.put("description", String.valueOf(failed.code));
        }
        onState(error.isObject() ? state.setAll((ObjectNode) error) : state.put("message", error.asText()));
    }

    private void onAny(Object... args) {
        boolean isAsked = args[args.length - 1] instanceof Ack;
        Object[] given = Arrays.copyOfRange(args, 1, isAsked ? args.length - 1 : args.length);
        onEvent((String) args[0], OrgJson.to(given));
        if (isAsked) {
            ((Ack) args[args.length - 1]).call(given);
        }
    }

    private static ObjectNode state(String name) {
        return JSON.createObjectNode().put("state", name);
    }
}

package confab.protocol.socketio;

import confab.model.Body;
import confab.protocol.JsonString;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One packet of Socket.IO 5, with its attachments in their places: whether it has any is for the codec to say. */
public sealed interface SocketPacket {
    NamespaceName namespace();

    /**
     * Asks to enter a namespace, or says that one is in it.
     *
     * @param payload a JSON object if there is anything: from a client what proves who it is, to a client its id
     */
    record Connect(NamespaceName namespace, @Nullable Body payload) implements SocketPacket {}

    /** Leaves a namespace, or puts a client out of it. */
    record Disconnect(NamespaceName namespace) implements SocketPacket {}

    /**
     * Something happened.
     *
     * @param ackId what the other side wants this acknowledged with, if it does; 0 or more
     * @param name not one of the {@link ReservedEvents}; a name that was a number is its text
     */
    record Event(NamespaceName namespace, @Nullable Long ackId, String name, Arguments arguments)
            implements SocketPacket {}

    /**
     * The answer to an event.
     *
     * @param id the event's {@code ackId}
     */
    record Ack(NamespaceName namespace, long id, Arguments arguments) implements SocketPacket {}

    /**
     * A namespace cannot be entered.
     *
     * @param payload a JSON object or a string
     */
    record ConnectError(NamespaceName namespace, Body payload) implements SocketPacket {
        private static final String MESSAGE = "{\"message\":";
        private static final String DETAILS = ",\"data\":";

        /** @param details more about it, under {@code data}, if there is more */
        public static ConnectError of(NamespaceName namespace, String message, @Nullable Body details) {
            JsonBytes json = new JsonBytes();
            json.text(MESSAGE).bytes(JsonString.quote(message.getBytes(StandardCharsets.UTF_8)));
            if (details != null) {
                json.text(DETAILS).bytes(details.json());
            }
            return new ConnectError(namespace, Body.ofJson(json.text("}").toByteArray()));
        }
    }
}

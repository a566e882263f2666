package confab.socketio;

import confab.protocol.socketio.Arguments;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The answer that a client wants to an event. */
final class ClientAck implements Ack {
    /** Where no answer is wanted. */
    static final Ack UNWANTED = new Ack() {
        @Override
        public boolean isWanted() {
            return false;
        }

        @Override
        public @Nullable Long id() {
            return null;
        }

        @Override
        public void send(@Nullable Object... values) {}

        @Override
        public void send(Arguments arguments) {}
    };

    private final ClientConnection connection;
    private final long id;
    private final AtomicBoolean isSent = new AtomicBoolean();

    /** @param id as the client gave it */
    ClientAck(ClientConnection connection, long id) {
        this.connection = connection;
        this.id = id;
    }

    @Override
    public boolean isWanted() {
        return true;
    }

    @Override
    public Long id() {
        return id;
    }

    @Override
    public void send(@Nullable Object... values) {
        send(JsonValues.arguments(values));
    }

    @Override
    public void send(Arguments arguments) {
        if (isSent.compareAndSet(false, true)) {
            connection.acknowledge(id, arguments);
        }
    }
}

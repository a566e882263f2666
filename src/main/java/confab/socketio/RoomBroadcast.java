package confab.socketio;

import confab.protocol.socketio.Arguments;
import org.jspecify.annotations.Nullable;

/** A broadcast in a namespace, narrowed down. */
record RoomBroadcast(DeclaredNamespace namespace, Audience audience) implements Broadcast {
    @Override
    public Broadcast to(String... rooms) {
        return new RoomBroadcast(namespace, audience.andTo(rooms));
    }

    @Override
    public Broadcast except(String... rooms) {
        return new RoomBroadcast(namespace, audience.andExcept(rooms));
    }

    @Override
    public void emit(String event, @Nullable Object... values) {
        namespace.emit(audience, event, JsonValues.arguments(values));
    }

    @Override
    public void emit(String event, Arguments arguments) {
        namespace.emit(audience, event, arguments);
    }
}

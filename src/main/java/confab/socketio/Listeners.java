package confab.socketio;

import confab.protocol.socketio.Arguments;
import java.util.Arrays;
import java.util.function.Consumer;

/** Who hears of a connection's events, and of its end. A few, so a search through all is as good as a table. From any thread. */
final class Listeners {
    private static final Registered[] NOBODY = {};

    private volatile Registered[] all = NOBODY;

    private sealed interface Registered {}

    private record OfEvent(String event, EventListener listener) implements Registered {}

    private record OfAny(AnyEventListener listener) implements Registered {}

    private record OfEnd(Consumer<DisconnectReason> listener) implements Registered {}

    /** Calls a listener, and stands between it and the others. */
    interface Caller {
        void call(Runnable listener);
    }

    void on(String event, EventListener listener) {
        add(new OfEvent(event, listener));
    }

    void onAny(AnyEventListener listener) {
        add(new OfAny(listener));
    }

    void onDisconnect(Consumer<DisconnectReason> listener) {
        add(new OfEnd(listener));
    }

    void tell(String event, Arguments arguments, Ack ack, Caller caller) {
        Registered[] now = all;
        for (Registered registered : now) {
            if (registered instanceof OfAny any) {
                caller.call(() -> any.listener().onEvent(event, arguments, ack));
            }
        }
        for (Registered registered : now) {
            if (registered instanceof OfEvent some && some.event().equals(event)) {
                caller.call(() -> some.listener().onEvent(arguments, ack));
            }
        }
    }

    void tellEnd(DisconnectReason reason, Caller caller) {
        for (Registered registered : all) {
            if (registered instanceof OfEnd end) {
                caller.call(() -> end.listener().accept(reason));
            }
        }
    }

    private synchronized void add(Registered registered) {
        Registered[] more = Arrays.copyOf(all, all.length + 1);
        more[all.length] = registered;
        all = more;
    }
}

package confab.protocol.socketio;

import java.util.Set;

/** Names that no event may have, as the clients' own mean something by them. */
public final class ReservedEvents {
    private static final Set<String> NAMES =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private ReservedEvents() {}

    public static boolean contains(String name) {
        return NAMES.contains(name);
    }
}

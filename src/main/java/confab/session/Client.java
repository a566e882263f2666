package confab.session;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client as it is sent away: with all its sessions at once, and with what else it has here. Made when it gets its turn,
 * gone with it; touched by {@link Sessions} only.
 */
final class Client {
    private final Object key;
    private final List<ActorRef<Session.Command>> sessions = new ArrayList<>(1);
    private @Nullable Runnable sendAway;

    /** @param key as {@link Connection#client} says */
    Client(Object key) {
        this.key = key;
    }

    Object key() {
        return key;
    }

    void add(ActorRef<Session.Command> session) {
        sessions.add(session);
    }

    void add(Runnable ending) {
        sendAway = ending;
    }

    /** Without a session nothing tells that it is gone, before it is made to. */
    boolean isSilent() {
        return sessions.isEmpty();
    }

    void tell(Session.Command command) {
        sessions.forEach(session -> session.tell(command));
    }

    void end(Session.Close close) {
        tell(close);
        if (sendAway != null) {
            sendAway.run();
        }
    }
}

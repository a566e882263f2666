package confab.socketio;

import confab.relay.Lane;
import java.util.ArrayList;
import java.util.List;

/**
 * The clients of a lane that were written to and not flushed: all that one round of the lane's tasks writes to a client goes
 * out with one flush. Made on its lane and touched there only; lives as long as the server.
 */
final class LaneClients {
    private final Lane lane;
    private final Thread thread = Thread.currentThread();
    private List<SocketClient> written = new ArrayList<>();

    LaneClients(Lane lane) {
        this.lane = lane;
    }

    /** From any thread. */
    boolean isHere() {
        return Thread.currentThread().equals(thread);
    }

    /** Flushes the client after the tasks that the lane has now. */
    void flushSoon(SocketClient client) {
        if (written.isEmpty()) {
            lane.execute(this::flushAll);
        }
        written.add(client);
    }

    private void flushAll() {
        List<SocketClient> now = written;
        written = new ArrayList<>();
        now.forEach(SocketClient::flush);
    }
}

package confab.socketio;

import java.util.HashSet;
import java.util.Set;

/**
 * The rooms that a connection is in. Said from any thread; the lane hears of each change in the order of the calls, so a
 * broadcast after a call meets what the call made.
 */
final class JoinedRooms {
    private final ClientConnection connection;

    // Below: guarded by this.
    private Set<String> rooms = Set.of();
    private boolean isOver;

    JoinedRooms(ClientConnection connection) {
        this.connection = connection;
    }

    synchronized void join(String... joined) {
        if (isOver) {
            return;
        }
        if (rooms.isEmpty()) {
            rooms = new HashSet<>(2);
        }
        for (String room : joined) {
            if (rooms.add(room)) {
                connection.lane().execute(() -> joinNow(room));
            }
        }
    }

    synchronized void leave(String room) {
        if (rooms.contains(room)) {
            rooms.remove(room);
            connection.lane().execute(() -> leaveNow(room));
        }
    }

    synchronized Set<String> all() {
        return Set.copyOf(rooms);
    }

    /** No more are joined; what it was in. On the lane. */
    synchronized Set<String> end() {
        isOver = true;
        Set<String> last = rooms;
        rooms = Set.of();
        return last;
    }

    private void joinNow(String room) {
        if (connection.isIn()) {
            connection.neighbours().join(connection, room);
        }
    }

    private void leaveNow(String room) {
        if (connection.isIn()) {
            connection.neighbours().leave(connection, room);
        }
    }
}

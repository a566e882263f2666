package confab.socketio;

import confab.relay.Lane;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A namespace's connections on one lane, and the rooms that they are in. Touched on that lane only. */
final class LaneRooms {
    private final Lane lane;
    private final Map<String, ClientConnection> connections = new HashMap<>();
    private final Map<String, Set<ClientConnection>> rooms = new HashMap<>();

    LaneRooms(Lane lane) {
        this.lane = lane;
    }

    /** From any thread. */
    Lane lane() {
        return lane;
    }

    void add(ClientConnection connection) {
        connections.put(connection.id(), connection);
    }

    void join(ClientConnection connection, String room) {
        rooms.computeIfAbsent(room, name -> new HashSet<>(2)).add(connection);
    }

    void leave(ClientConnection connection, String room) {
        Set<ClientConnection> members = rooms.get(room);
        if (members != null && members.remove(connection) && members.isEmpty()) {
            rooms.remove(room);
        }
    }

    /** @param joined all rooms that it is in */
    void remove(ClientConnection connection, Set<String> joined) {
        joined.forEach(room -> leave(connection, room));
        connections.remove(connection.id());
    }

    /** Writes the frames to all that are meant, one copy for them together. */
    void deliver(Audience audience, byte[] wire) {
        Collection<ClientConnection> meant = meant(audience.to());
        if (meant.isEmpty()) {
            return;
        }
        Lane.Shared bytes = lane.share(wire, 0, wire.length);
        try {
            // A copy: a client that leaves too much unread is closed by the write.
            for (ClientConnection connection : List.copyOf(meant)) {
                if (!isExcepted(connection, audience.except())) {
                    connection.write(bytes);
                }
            }
        } finally {
            bytes.release();
        }
    }

    List<ClientConnection> all() {
        return List.copyOf(connections.values());
    }

    private Collection<ClientConnection> meant(Set<String> to) {
        if (to.isEmpty()) {
            return connections.values();
        }
        Set<ClientConnection> meant = new LinkedHashSet<>();
        for (String room : to) {
            meant.addAll(rooms.getOrDefault(room, Set.of()));
            ClientConnection own = connections.get(room);
            if (own != null) {
                meant.add(own);
            }
        }
        return meant;
    }

    private boolean isExcepted(ClientConnection connection, Set<String> except) {
        for (String room : except) {
            if (connection.id().equals(room)
                    || rooms.getOrDefault(room, Set.of()).contains(connection)) {
                return true;
            }
        }
        return false;
    }
}

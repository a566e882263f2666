package confab.log;

import confab.model.RoomName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Locks rows by {@code SKIP LOCKED}, on one connection. */
final class PostgresRoomLocks implements RoomLocks {
    private static final String LOCK =
            "SELECT room FROM rooms WHERE room = ANY (?) ORDER BY room FOR UPDATE SKIP LOCKED";
    private static final String EXIST = "SELECT room FROM rooms WHERE room = ANY (?)";

    private final Connection connection;
    private final PreparedStatement lock;
    private final PreparedStatement exist;

    PostgresRoomLocks(Connection connection) throws SQLException {
        this.connection = connection;
        lock = connection.prepareStatement(LOCK);
        exist = connection.prepareStatement(EXIST);
    }

    @Override
    public Set<RoomName> heldByOthers(Collection<RoomName> rooms) throws SQLException {
        Set<RoomName> others = new HashSet<>(rooms);
        others.removeAll(find(lock, rooms));
        if (!others.isEmpty()) {
            others.retainAll(find(exist, others));
        }
        return others;
    }

    private Set<RoomName> find(PreparedStatement statement, Collection<RoomName> rooms) throws SQLException {
        statement.setArray(
                1,
                connection.createArrayOf(
                        "text", rooms.stream().map(RoomName::value).toArray()));
        Set<RoomName> found = new HashSet<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new RoomName(rows.getString(1)));
            }
        }
        return found;
    }
}

package confab.log;

import confab.log.MessageLog.Head;
import confab.model.RoomName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Statements on the rooms' rows, on one connection; the conditional update is the fence. */
final class RoomTable {
    private static final String CLAIM = "INSERT INTO rooms (room, epoch, last_seq) VALUES (?, 1, 0)"
            + " ON CONFLICT (room) DO UPDATE SET epoch = rooms.epoch + 1 RETURNING epoch, last_seq";
    private static final String ADVANCE = "UPDATE rooms SET last_seq = ? WHERE room = ? AND epoch = ? AND last_seq = ?";

    private final PreparedStatement claim;
    private final PreparedStatement advance;

    RoomTable(Connection connection) throws SQLException {
        claim = connection.prepareStatement(CLAIM);
        advance = connection.prepareStatement(ADVANCE);
    }

    Head claim(RoomName room) throws SQLException {
        claim.setString(1, room.value());
        try (ResultSet row = claim.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("claiming a room returned no row");
            }
            return new Head(row.getLong(1), row.getLong(2));
        }
    }

    /** Adds to the next {@link #advanced}: the room goes on to {@code lastSeq} if it still stands at {@code head}. */
    void advance(RoomName room, Head head, long lastSeq) throws SQLException {
        advance.setLong(1, lastSeq);
        advance.setString(2, room.value());
        advance.setLong(3, head.epoch());
        advance.setLong(4, head.lastSeq());
        advance.addBatch();
    }

    /** Runs what was added: for each, in order, 1 if the room stood there, 0 if not. */
    int[] advanced() throws SQLException {
        return advance.executeBatch();
    }
}

package confab.log;

import confab.log.MessageLog.Head;
import confab.model.RoomName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Statements on the rooms' rows, on one connection; the conditional update is the fence. */
final class RoomTable {
    private static final String ADVANCE = "UPDATE rooms SET last_seq = ? WHERE room = ? AND epoch = ? AND last_seq = ?";

    private final MultiRow claim;
    private final PreparedStatement advance;

    RoomTable(Connection connection) throws SQLException {
        claim = new MultiRow(connection, RoomTable::claimSql);
        advance = connection.prepareStatement(ADVANCE);
    }

    private static String claimSql(int rooms) {
        return "INSERT INTO rooms (room, epoch, last_seq) VALUES "
                + String.join(", ", Collections.nCopies(rooms, "(?, 1, 0)"))
                + " ON CONFLICT (room) DO UPDATE SET epoch = rooms.epoch + 1 RETURNING room, epoch, last_seq";
    }

    /** Where the rooms stand now; each comes once. */
    Map<RoomName, Head> claim(List<RoomName> names) throws SQLException {
        Map<RoomName, Head> heads = new HashMap<>();
        claim.run(names, (statement, part, from) -> {
            for (int i = 0; i < part.size(); i++) {
                statement.setString(i + 1, part.get(i).value());
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    heads.put(new RoomName(rows.getString(1)), new Head(rows.getLong(2), rows.getLong(3)));
                }
            }
        });
        return heads;
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

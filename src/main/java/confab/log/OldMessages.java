package confab.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds and deletes the oldest messages of rooms, on one connection; each statement is a transaction. */
final class OldMessages {
    private static final int ROOMS = 200;

    private static final String NEXT_ROOMS = "SELECT room, last_seq FROM rooms WHERE room > ? ORDER BY room LIMIT ?";
    private static final String FIRST = "SELECT MIN(seq) FROM messages WHERE room = ?";
    private static final String FIRST_YOUNG =
            "SELECT MIN(seq) FROM messages WHERE room = ? AND seq < ? AND at_millis >= ?";
    private static final String DELETE = "DELETE FROM messages WHERE room = ? AND seq < ?";

    private final int step;
    private final PreparedStatement nextRooms;
    private final PreparedStatement first;
    private final PreparedStatement firstYoung;
    private final PreparedStatement delete;

    /** @param step messages that are deleted at a time */
    OldMessages(Connection connection, int step) throws SQLException {
        this.step = step;
        nextRooms = connection.prepareStatement(NEXT_ROOMS);
        first = connection.prepareStatement(FIRST);
        firstYoung = connection.prepareStatement(FIRST_YOUNG);
        delete = connection.prepareStatement(DELETE);
    }

    /** The next rooms in the database's order; "" comes before all. */
    List<Room> roomsAfter(String room) throws SQLException {
        nextRooms.setString(1, room);
        nextRooms.setInt(2, ROOMS);
        List<Room> rooms = new ArrayList<>();
        try (ResultSet rows = nextRooms.executeQuery()) {
            while (rows.next()) {
                rooms.add(new Room(rows.getString(1), rows.getLong(2)));
            }
        }
        return rooms;
    }

    /**
     * Deletes one step of the room's oldest messages: those before the first that is young enough, and those below
     * {@code oldestSeq}. What stays is always the room's end, without a hole, also where clocks went back.
     *
     * @return how many were deleted; fewer than a step if no more are to be
     */
    int delete(String room, long oldestAtMillis, long oldestSeq) throws SQLException {
        first.setString(1, room);
        long from = number(first, Long.MAX_VALUE);
        if (from == Long.MAX_VALUE) {
            return 0;
        }
        long stepEnd = from + step;
        firstYoung.setString(1, room);
        firstYoung.setLong(2, stepEnd);
        firstYoung.setLong(3, oldestAtMillis);
        long end = Math.min(stepEnd, Math.max(number(firstYoung, stepEnd), oldestSeq));
        if (end <= from) {
            return 0;
        }
        delete.setString(1, room);
        delete.setLong(2, end);
        return delete.executeUpdate();
    }

    private static long number(PreparedStatement statement, long ifNone) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            long number = row.next() ? row.getLong(1) : ifNone;
            return row.wasNull() ? ifNone : number;
        }
    }

    /** A room that has, or had, messages. */
    record Room(String name, long lastSeq) {}
}

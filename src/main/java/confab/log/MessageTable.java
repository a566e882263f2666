package confab.log;

import confab.model.Message;
import confab.model.RoomName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Inserts into the messages, on one connection. */
final class MessageTable {
    private static final String INSERT = "INSERT INTO messages"
            + " (room, seq, author, client_id, at_millis, body, origin) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private final PreparedStatement insert;

    MessageTable(Connection connection) throws SQLException {
        insert = connection.prepareStatement(INSERT);
    }

    /** Adds to the next {@link #inserted}. */
    void insert(RoomName room, Message message) throws SQLException {
        insert.setString(1, room.value());
        insert.setLong(2, message.seq());
        insert.setString(3, message.from().value());
        insert.setString(4, message.id().value());
        insert.setLong(5, message.atMillis());
        insert.setString(6, message.body().toString());
        insert.setString(7, message.origin().value());
        insert.addBatch();
    }

    /** Runs what was added. */
    void inserted() throws SQLException {
        insert.executeBatch();
    }
}

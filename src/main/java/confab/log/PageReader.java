package confab.log;

import confab.log.MessageLog.Range;
import confab.model.Body;
import confab.model.Message;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads ranges on a connection of its own; used by one thread at a time. */
final class PageReader implements AutoCloseable {
    /** One statement, so that the messages and the room's last number are of one moment. */
    private static final String READ = "SELECT rooms.last_seq, page.seq, page.client_id, page.author, page.body,"
            + " page.at_millis, page.origin FROM rooms LEFT JOIN (SELECT * FROM messages WHERE room = ? AND seq >= ?"
            + " ORDER BY seq LIMIT ?) AS page ON page.room = rooms.room WHERE rooms.room = ? ORDER BY page.seq";

    private final Connection connection;
    private final PreparedStatement read;

    PageReader(Connection connection) throws SQLException {
        this.connection = connection;
        this.read = connection.prepareStatement(READ);
    }

    Range read(RoomName room, long fromSeq, int limit, int maxBytes) throws SQLException {
        read.setString(1, room.value());
        read.setLong(2, fromSeq);
        read.setInt(3, limit);
        read.setString(4, room.value());
        RangeAnswer answer = new RangeAnswer(limit, maxBytes);
        long lastSeq = 0;
        try (ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
                lastSeq = rows.getLong(1);
                if (rows.getString(2) == null || !answer.add(message(rows))) {
                    break;
                }
            }
        }
        return answer.range(lastSeq);
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getLong(2),
                new PostId(row.getString(3)),
                new UserName(row.getString(4)),
                Body.ofJson(row.getString(5).getBytes(StandardCharsets.UTF_8)),
                row.getLong(6),
                new SessionId(row.getString(7)));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package confab.log;

import confab.log.MessageLog.Place;
import confab.model.Draft;
import confab.model.RoomName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the posts that the log already has, many of any rooms in one statement; on one connection. */
final class RepeatLookup {
    private static final int COLUMNS = 3;

    private final MultiRow lookup;

    RepeatLookup(Connection connection) throws SQLException {
        lookup = new MultiRow(connection, RepeatLookup::sql);
    }

    /** The join is written as a cross join because SQLite keeps its order: a look into the index for each post asked for. */
    private static String sql(int size) {
        return IntStream.range(0, size)
                .mapToObj(n -> "(" + n + ", ?, ?, ?)")
                .collect(Collectors.joining(
                        ", ",
                        "WITH asked (n, room, author, client_id) AS (VALUES ",
                        ") SELECT asked.n, messages.seq, messages.at_millis FROM asked CROSS JOIN messages"
                                + " WHERE messages.room = asked.room AND messages.author = asked.author"
                                + " AND messages.client_id = asked.client_id"));
    }

    /** For each post, in order, where the log has it; null if it has not. */
    List<@Nullable Place> find(List<Asked> posts) throws SQLException {
        List<@Nullable Place> places = new ArrayList<>(Collections.nCopies(posts.size(), null));
        lookup.run(posts, (statement, part, from) -> find(statement, part, places.subList(from, from + part.size())));
        return places;
    }

    private static void find(PreparedStatement statement, List<Asked> posts, List<@Nullable Place> places)
            throws SQLException {
        for (int i = 0; i < posts.size(); i++) {
            Asked post = posts.get(i);
            statement.setString(COLUMNS * i + 1, post.room().value());
            statement.setString(COLUMNS * i + 2, post.draft().from().value());
            statement.setString(COLUMNS * i + 3, post.draft().id().value());
        }
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                places.set(rows.getInt(1), new Place(rows.getLong(2), rows.getLong(3), true));
            }
        }
    }

    /** A post that may be in the log. */
    record Asked(RoomName room, Draft draft) {}
}

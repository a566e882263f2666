package confab.log;

import confab.log.MessageLog.Fenced;
import confab.log.MessageLog.Head;
import confab.log.MessageLog.Kept;
import confab.log.MessageLog.Place;
import confab.log.RepeatLookup.Asked;
import confab.model.Message;
import confab.model.RoomName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The writer's connection, with its statements; lives until the first failure. Touched only by the writer's thread.
 *
 * <pre>
 *   begin ─► lock rows ─► claims ─► repeats? ─► number ─► advance rooms (the fence) ─► insert ─► commit ─► answer
 * </pre>
 *
 * <p>Any failure ends the session: closing the connection rolls back, and the next one starts from nothing.
 */
final class WriteSession implements AutoCloseable {
    private final Connection connection;
    private final RoomLocks locks;
    private final RoomTable rooms;
    private final MessageTable messages;
    private final RepeatLookup repeats;

    WriteSession(Database database) throws SQLException {
        connection = database.openWriter();
        try {
            locks = database.locks(connection);
            rooms = new RoomTable(connection);
            messages = new MessageTable(connection);
            repeats = new RepeatLookup(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Takes the writers' lock, where the database has one. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    /**
     * Commits the writes, one for each room at the most, but for those whose room's row another transaction has.
     */
    Committed commit(List<Write> writes) throws SQLException {
        List<Write> waiting = new ArrayList<>();
        List<Runnable> answers = new ArrayList<>(writes.size());
        List<Write.Claim> claims = new ArrayList<>();
        List<Write.Append> appends = new ArrayList<>(writes.size());
        Set<RoomName> held = locks.heldByOthers(writes.stream().map(Write::room).toList());
        for (Write write : inOrder(writes)) {
            if (held.contains(write.room())) {
                waiting.add(write);
            } else if (write instanceof Write.Claim claim) {
                claims.add(claim);
            } else if (write instanceof Write.Append append) {
                appends.add(append);
            }
        }
        claim(claims, answers);
        append(appends, answers);
        connection.setAutoCommit(true);
        return new Committed(answers, waiting);
    }

    /** The same order in all writers, so that where rows are locked one by one none waits for another in a circle. */
    private static List<Write> inOrder(List<Write> writes) {
        return writes.stream()
                .sorted(Comparator.comparing(write -> write.room().value()))
                .toList();
    }

    private void claim(List<Write.Claim> claims, List<Runnable> answers) throws SQLException {
        Map<RoomName, Head> heads =
                rooms.claim(claims.stream().map(Write.Claim::room).toList());
        for (Write.Claim claim : claims) {
            Head head = heads.get(claim.room());
            if (head == null) {
                throw new SQLException("claiming a room returned no row");
            }
            answers.add(() -> claim.answer().complete(head));
        }
    }

    private void append(List<Write.Append> appends, List<Runnable> answers) throws SQLException {
        List<Numbering> numberings = number(appends);
        for (int i = 0; i < appends.size(); i++) {
            Write.Append append = appends.get(i);
            rooms.advance(append.room(), append.head(), numberings.get(i).lastSeq());
        }
        int[] advanced = rooms.advanced();
        for (int i = 0; i < appends.size(); i++) {
            Write.Append append = appends.get(i);
            Numbering numbering = numberings.get(i);
            if (advanced[i] == 0) {
                answers.add(() -> append.answer().complete(new Fenced()));
                continue;
            }
            for (Message message : numbering.fresh()) {
                messages.insert(append.room(), message);
            }
            answers.add(() -> append.answer().complete(new Kept(numbering.places())));
        }
        messages.inserted();
    }

    /** Repeats are looked up before the fence holds: whoever adds one in between moves the room on, and it refuses. */
    private List<Numbering> number(List<Write.Append> appends) throws SQLException {
        List<Asked> asked = new ArrayList<>();
        for (Write.Append append : appends) {
            append.drafts().forEach(draft -> asked.add(new Asked(append.room(), draft)));
        }
        List<@Nullable Place> found = repeats.find(asked);
        List<Numbering> numberings = new ArrayList<>(appends.size());
        int next = 0;
        for (Write.Append append : appends) {
            int first = next;
            numberings.add(Numbering.of(
                    append.head().lastSeq(), append.drafts(), append.atMillis(), i -> found.get(first + i)));
            next += append.drafts().size();
        }
        return numberings;
    }

    /**
     * What became of the writes.
     *
     * @param answers to be given now that the commit is done
     * @param waiting writes that are to be tried again
     */
    record Committed(List<Runnable> answers, List<Write> waiting) {}

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

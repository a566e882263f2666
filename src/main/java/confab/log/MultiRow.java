package confab.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** One statement in several sizes, so that many rows take few round trips; on one connection. */
final class MultiRow {
    /** Rows of one statement, largest first; the last takes what is left over one by one. */
    private static final int[] SIZES = {64, 8, 1};

    private final List<PreparedStatement> statements = new ArrayList<>();

    /** @param sql the statement for so many rows */
    MultiRow(Connection connection, IntFunction<String> sql) throws SQLException {
        for (int size : SIZES) {
            statements.add(connection.prepareStatement(sql.apply(size)));
        }
    }

    /** Runs the step for all rows, some at a time. */
    <T> void run(List<T> rows, Step<T> step) throws SQLException {
        int from = 0;
        for (int i = 0; i < SIZES.length; i++) {
            for (; rows.size() - from >= SIZES[i]; from += SIZES[i]) {
                step.run(statements.get(i), rows.subList(from, from + SIZES[i]), from);
            }
        }
    }

    /** Runs a statement for as many rows as it takes. */
    interface Step<T> {
        /** @param from the index of the first among all rows */
        void run(PreparedStatement statement, List<T> rows, int from) throws SQLException;
    }
}

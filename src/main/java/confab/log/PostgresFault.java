package confab.log;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a failure of PostgreSQL means for operators, and for the batch that it hit; by its SQLSTATE (appendix A). */
enum PostgresFault {
    UNREACHABLE("%s cannot be reached"),
    BUSY("%s has no connection left for this node"),
    REFUSED("%s refuses this user or password: see the settings database-user and database-password"),
    MISSING("%s does not exist: create the database"),
    FORBIDDEN("%s does not let this user do what is needed: grant it all on the database and its schema"),
    READ_ONLY("%s only answers reads: name the primary server"),
    FULL("the disk of %s is full"),
    /** The rows of a room: a rule that they break, or a lock on them. */
    ONE_ROOM("%s refused a batch"),
    OTHER("%s does not work");

    private final String sentence;

    PostgresFault(String sentence) {
        this.sentence = sentence;
    }

    /** @param database what it is and where */
    String sentence(String database) {
        return String.format(sentence, database);
    }

    /** The fault that the failure, or what caused it, tells of. */
    static PostgresFault of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return ofState(sql.getSQLState());
            }
        }
        return OTHER;
    }

    private static PostgresFault ofState(String state) {
        return switch (state) {
            case "53300" -> BUSY;
            case "3D000" -> MISSING;
            case "42501" -> FORBIDDEN;
            case "25006" -> READ_ONLY;
            case "53100" -> FULL;
            // A lock that was waited for too long, or a statement that was.
            case "55P03", "57014" -> ONE_ROOM;
            default -> ofClass(state);
        };
    }

    private static PostgresFault ofClass(String state) {
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "08", "57" -> UNREACHABLE;
            case "28" -> REFUSED;
            // Bad data, a broken rule, a deadlock.
            case "22", "23", "40" -> ONE_ROOM;
            default -> OTHER;
        };
    }
}

package confab.log;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** What went wrong with a database file, in an operator's words. */
enum SqliteFault {
    LOCKED("the database %s is locked by another process: if it is no node, let it end"),
    FULL("the disk is full: make room for %s"),
    NO_DATABASE("%s is not a database: move it away, or name another data folder"),
    DAMAGED("the database %s is damaged: restore it from a backup, or move it away"),
    READ_ONLY("the database %s is read-only: let the user that runs the node write to it"),
    NO_ACCESS("the database %s cannot be opened: see that the folder is there and can be written to"),
    BROKEN_RULE("the database %s holds rows that do not fit together"),
    DISK("the disk does not read or write %s"),
    OTHER("the database %s does not work");

    private final String sentence;

    SqliteFault(String sentence) {
        this.sentence = sentence;
    }

    String sentence(Path file) {
        return String.format(sentence, file);
    }

    /** The fault that the failure, or what caused it, tells of. */
    static SqliteFault of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() != 0) {
                return ofCode(sql.getErrorCode());
            }
        }
        return OTHER;
    }

    private static SqliteFault ofCode(int code) {
        // The low byte is the kind of error, what is above it only a detail.
        return switch (SQLiteErrorCode.getErrorCode(code & 0xff)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> LOCKED;
            case SQLITE_FULL -> FULL;
            case SQLITE_NOTADB -> NO_DATABASE;
            case SQLITE_CORRUPT -> DAMAGED;
            case SQLITE_READONLY -> READ_ONLY;
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH -> NO_ACCESS;
            case SQLITE_CONSTRAINT -> BROKEN_RULE;
            case SQLITE_IOERR -> DISK;
            default -> OTHER;
        };
    }
}

package confab.log;

import confab.model.RoomName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/** The rooms' rows, locked for a commit, where the database locks them one by one. */
@FunctionalInterface
interface RoomLocks {
    /** For a database that has one lock for all: whoever began the transaction has it. */
    RoomLocks NOT_NEEDED = rooms -> Set.of();

    /**
     * Locks the rows until the transaction ends; rooms without a row need no lock.
     *
     * @return the rooms whose rows another transaction has: they are not waited for, so that they hold up no other room
     */
    Set<RoomName> heldByOthers(Collection<RoomName> rooms) throws SQLException;
}

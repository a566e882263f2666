package confab.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** What differs between the databases that {@link SqlLog} can keep messages in. */
interface Database extends AutoCloseable {
    /** Connections that a node has at a time: its writer's, its readers' and the retention's. */
    int CONNECTIONS = 2 + ReadPool.THREADS;

    /** For operators: what it is and where. */
    String describe();

    /** Plain connections, for the schema. */
    DataSource source();

    /**
     * Runs the work while no other node makes or changes the schema.
     *
     * @throws LogNotOpened if another node is at it for too long
     */
    <T> T alone(Supplier<T> work);

    /** Whether connections come from a pool and go back to it when there is nothing to do; else they are kept. */
    boolean isPooled();

    /** A connection for the writer: a transaction on it locks out other writers where the database has one lock. */
    Connection openWriter() throws SQLException;

    /** A connection for reads. */
    Connection openReader() throws SQLException;

    /** Locks single rows on the writer's connection. */
    RoomLocks locks(Connection writer) throws SQLException;

    /** Whether the database was only locked by another writer, so that the next try may succeed. */
    boolean isLocked(SQLException failure);

    /** Whether one room's rows failed, so that the others' may be committed without them. */
    boolean isOneRooms(SQLException failure);

    /** A sentence for operators: what keeps the database from being used. */
    String explain(Throwable failure);

    /** Lets go of what is pooled. */
    @Override
    void close();
}

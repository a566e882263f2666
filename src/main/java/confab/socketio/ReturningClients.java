package confab.socketio;

import confab.model.SessionId;
import confab.protocol.socketio.NamespaceName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The connections of a node whose clients may come back, by what they come back with. Whoever does may be faster than the
 * server notices that the connection before is dead; that one is put out, wherever it is, and nobody waits for it. Word of
 * that to the other nodes may get lost, and then the dead connection stays until its heartbeat fails; or it may be late and
 * put out a newer one, which comes back at once and misses nothing. From any thread.
 */
final class ReturningClients {
    private record Key(NamespaceName namespace, SessionId pid) {}

    /** Bounded by the connections that the node takes. */
    private final Map<Key, ClientConnection> clients = new ConcurrentHashMap<>();

    private volatile BiConsumer<NamespaceName, SessionId> otherNodes = (namespace, pid) -> {};

    /** From now on the other nodes are told who has come back. */
    void join(BiConsumer<NamespaceName, SessionId> nodes) {
        otherNodes = nodes;
    }

    /** The connection of a client that may come back, or has. */
    void add(ClientConnection connection, Return back) {
        ClientConnection before = clients.put(key(connection, back), connection);
        if (before != null) {
            before.supersede();
        } else if (back.hasCome()) {
            otherNodes.accept(connection.packetName(), back.pid());
        }
    }

    void remove(ClientConnection connection, Return back) {
        clients.remove(key(connection, back), connection);
    }

    /** Such a client has come back to another node. */
    void putOut(NamespaceName namespace, SessionId pid) {
        ClientConnection before = clients.remove(new Key(namespace, pid));
        if (before != null) {
            before.supersede();
        }
    }

    private static Key key(ClientConnection connection, Return back) {
        return new Key(connection.packetName(), back.pid());
    }
}

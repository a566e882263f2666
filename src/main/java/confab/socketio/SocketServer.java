package confab.socketio;

import confab.engineio.EngineConnection;
import confab.engineio.EngineListener;

/** A node's Socket.IO server: the namespaces that clients may enter. From any thread. */
public interface SocketServer {
    /**
     * The namespace of that name, declared if it was not; clients cannot enter one that was not.
     *
     * @throws confab.model.InvalidValue if the name does not begin with a slash, or holds a comma
     */
    Namespace of(String name);

    /** A session has opened: to be called on its lane, for what is told of all that it brings. */
    EngineListener open(EngineConnection connection);
}

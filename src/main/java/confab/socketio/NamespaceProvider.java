package confab.socketio;

/**
 * Adds namespaces to a node. Found by {@link java.util.ServiceLoader}: put a jar on the class path whose {@code
 * META-INF/services/confab.socketio.NamespaceProvider} names its classes, each with a constructor without arguments.
 */
@FunctionalInterface
public interface NamespaceProvider {
    /** Called once, before clients are let in. What it throws keeps the node from starting. */
    void declare(SocketServer server);
}

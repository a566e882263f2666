package confab.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;

/**
 * Where a node runs: its address and the ports that it takes there. A node that is started again at the same place is, to
 * the others, the same one come back.
 *
 * @param entrance the command that comes before the node's own, to run it there
 */
public record Place(List<String> entrance, String host, int port, int nodePort, int managementPort) {
    static final String LOOPBACK = "127.0.0.1";

    public Place {
        entrance = List.copyOf(entrance);
    }

    /** On this machine's own address, with free ports. */
    public static Place onLoopback() {
        return at(LOOPBACK, List.of());
    }

    /** On another of this machine's own addresses, with the ports that nodes have by default. */
    public static Place ofPod(String ip) {
        return new Place(List.of(), ip, 8080, 25520, 8558);
    }

    static Place at(String host, List<String> entrance) {
        return new Place(entrance, host, freePort(), freePort(), freePort());
    }

    /** What the other nodes know it by. */
    public String nodeAddress() {
        return host + ":" + nodePort;
    }

    /** The option that makes another node join the one here. */
    public String seed() {
        return "--seed=" + nodeAddress();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

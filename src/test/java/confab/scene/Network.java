package confab.scene;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A private network of this machine, which the test can cut: a namespace for each node, all on one bridge, where the test
 * has an address too. Linux alone has it, and only for root with iproute2.
 *
 * <pre>
 *   the tests, 10.77.n.1 ── bridge ─┬─ namespace 1, 10.77.n.11: a node
 *                                   ├─ namespace 2, 10.77.n.12: a node
 *                                   └─ …
 * </pre>
 *
 * <p>A cut is made with neighbour entries: each side holds an address of nobody for the other, so that what it sends is
 * lost without a word, as with a pulled cable. A blackhole route would tell the sender at once.
 */
public final class Network implements AutoCloseable {
    private static final String PREFIX = "10.77.";
    private static final int SUBNETS = 254;
    private static final int FIRST_PLACE = 11;
    private static final String NOBODY = "02:00:00:00:00:01";
    private static final String LINK = "eth0";
    private static final AtomicInteger NETWORKS = new AtomicInteger();

    /** As short as names of links must be, and of this process alone. */
    private final String name =
            "cf" + Long.toString(ProcessHandle.current().pid(), 36) + "n" + NETWORKS.incrementAndGet();

    private final String subnet;

    /** The namespaces, by the places' addresses. */
    private final Map<String, String> namespaces = new LinkedHashMap<>();

    /** The entries of a cut, as arguments of {@code ip}. */
    private final List<String[]> cuts = new ArrayList<>();

    private final Thread cleanup = new Thread(this::remove, "remove network");

    private Network() {
        subnet = freeSubnet();
        Runtime.getRuntime().addShutdownHook(cleanup);
        ip("link", "add", name, "type", "bridge");
        ip("addr", "add", hostAddress() + "/24", "dev", name);
        ip("link", "set", name, "up");
    }

    /** Why there can be none here; empty if there can. */
    public static Optional<String> obstacle() {
        String probe = "cf" + Long.toString(ProcessHandle.current().pid(), 36) + "probe";
        try {
            ip("netns", "add", probe);
            ip("netns", "del", probe);
            ip("link", "add", probe, "type", "bridge");
            ip("link", "del", probe);
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of("no network to cut: " + e.getMessage());
        }
    }

    /** A new network; the test that asks is skipped where there can be none. */
    public static Network orSkip() {
        obstacle().ifPresent(Assumptions::abort);
        return create();
    }

    /** A new network, where there is no {@link #obstacle}. */
    public static Network create() {
        return new Network();
    }

    /** The test's own address in it. */
    public String hostAddress() {
        return subnet + "1";
    }

    /** All addresses in it, as PostgreSQL writes them. */
    public String range() {
        return subnet + "0/24";
    }

    /** A place with an address of its own. */
    public synchronized Place newPlace() {
        int number = namespaces.size() + 1;
        String namespace = name + "p" + number;
        String address = subnet + (FIRST_PLACE + number - 1);
        String outside = name + "v" + number;
        ip("netns", "add", namespace);
        namespaces.put(address, namespace);
        ip("link", "add", outside, "type", "veth", "peer", "name", LINK, "netns", namespace);
        ip("link", "set", outside, "master", name, "up");
        ip("-n", namespace, "addr", "add", address + "/24", "dev", LINK);
        ip("-n", namespace, "link", "set", "lo", "up");
        ip("-n", namespace, "link", "set", LINK, "up");
        return Place.at(address, List.of("ip", "netns", "exec", namespace));
    }

    /** From now on nothing passes between the one group and the other, in either direction. */
    public synchronized void cut(Collection<Place> some, Collection<Place> others) {
        for (Place one : some) {
            for (Place other : others) {
                lose(one, other);
                lose(other, one);
            }
        }
    }

    /** Ends all cuts. */
    public synchronized void heal() {
        cuts.forEach(Network::ip);
        cuts.clear();
    }

    /** What still runs in it is killed. */
    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(cleanup);
    }

    private void lose(Place from, Place to) {
        String namespace = Optional.ofNullable(namespaces.get(from.host())).orElseThrow();
        ip("-n", namespace, "neigh", "replace", to.host(), "lladdr", NOBODY, "dev", LINK, "nud", "permanent");
        cuts.add(new String[] {"-n", namespace, "neigh", "del", to.host(), "dev", LINK});
    }

    private synchronized void remove() {
        for (String namespace : namespaces.values()) {
            ip("netns", "pids", namespace)
                    .lines()
                    .map(Long::valueOf)
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .forEach(ProcessHandle::destroyForcibly);
            ip("netns", "del", namespace);
        }
        namespaces.clear();
        ip("link", "del", name);
    }

    /** Others on this machine may have networks too. */
    private static String freeSubnet() {
        String taken = ip("-brief", "-4", "addr");
        for (int i = 0; i < SUBNETS; i++) {
            String subnet = PREFIX + (1 + (ProcessHandle.current().pid() + i) % SUBNETS) + ".";
            if (!taken.contains(" " + subnet)) {
                return subnet;
            }
        }
        throw new IllegalStateException("all of " + PREFIX + "0.0/16 is taken");
    }

    private static String ip(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Shell.run(command);
    }
}

package confab.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens the plan's connections, some at a time: client {@code u} is in room {@code u % rooms}. */
// Who waits for a connection is told by its listener.
@SuppressWarnings("FutureReturnValueIgnored")
final class Crowd {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** What a room sends at once is to come with one read; 8 KiB were no faster. */
    private static final int READ_BYTES = 32 << 10;

    /** Of the ports that a machine has towards one address; on loopback there are more addresses to come from. */
    private static final int PORTS_OF_AN_ADDRESS = 25_000;

    private final Plan plan;
    private final Lanes lanes;
    private final List<Room> rooms;
    private final Attendance attendance;
    private final List<InetSocketAddress> nodes = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    // Guarded by this.
    private int opened;
    private int opening;
    private boolean isOver;

    /** @throws BadPlan if a node's name is not known */
    Crowd(Plan plan, Lanes lanes, List<Room> rooms, Faults faults) {
        this.plan = plan;
        this.lanes = lanes;
        this.rooms = rooms;
        this.attendance = new Attendance(faults, this::oneSettled);
        for (URI node : plan.nodes()) {
            nodes.add(address(node));
        }
        for (int u = 0; u < plan.connections(); u++) {
            clients.add(new Client(plan.protocol().dialect(), share(u), attendance));
        }
    }

    Attendance attendance() {
        return attendance;
    }

    /** Begins to open connections; the others follow as these have joined. */
    synchronized void open() {
        while (!isOver && opened < plan.connections() && opening < plan.connecting()) {
            opening++;
            connect(opened++);
        }
    }

    /** Done when each connection has joined, or has failed to. */
    CompletableFuture<Void> settled() {
        return settled;
    }

    private synchronized void oneSettled() {
        opening--;
        open();
        if (opening == 0) {
            settled.complete(null);
        }
    }

    /** Opens no more, and sends those away who have not joined. */
    void close() {
        synchronized (this) {
            isOver = true;
        }
        onLanes(client -> {
            client.endUnlessJoined();
            return Tally.NOTHING;
        });
    }

    /** What all of them have heard up to now. */
    Tally tally() {
        return onLanes(Client::tally);
    }

    /** Closes all connections. */
    void end() {
        onLanes(client -> {
            client.end();
            return Tally.NOTHING;
        });
    }

    /** Each client is touched on its lane. */
    private Tally onLanes(Function<Client, Tally> work) {
        return lanes
                .onEach(lane -> clients.stream()
                        .filter(client -> client.lane() == lane)
                        .map(work)
                        .reduce(Tally.NOTHING, Tally::plus))
                .stream()
                .reduce(Tally.NOTHING, Tally::plus);
    }

    /** Whole rooms on a lane, if that spreads the work evenly; else the members of each over all lanes. */
    private Room.Share share(int u) {
        Room room = rooms.get(u % plan.rooms());
        boolean areRoomsWhole = plan.rooms() % lanes.size() == 0 || plan.rooms() > 4 * lanes.size();
        int member = u / plan.rooms();
        int away = areRoomsWhole ? 0 : member / plan.nodes().size();
        return room.share(lanes.get(u % plan.rooms() + away));
    }

    private void connect(int u) {
        Client client = clients.get(u);
        int member = u / plan.rooms();
        InetSocketAddress node = nodes.get(member % nodes.size());
        URI address = plan.nodes().get(member % nodes.size());
        Room.Share share = share(u);
        URI target = URI.create("ws://" + address.getRawAuthority()
                + plan.protocol().dialect().target(share.room().name()));
        Opening handshake = new Opening(target, client, attendance);
        ChannelFuture connecting = new Bootstrap()
                .group(share.lane().loop())
                .channel(lanes.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        handshake.prepare(opened);
                    }
                })
                .connect(node, source(u, node));
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                attendance.notJoined("not connected: " + done.cause().getMessage());
            }
        });
    }

    private @Nullable SocketAddress source(int u, InetSocketAddress node) {
        boolean isScarce = plan.connections() / nodes.size() > PORTS_OF_AN_ADDRESS;
        if (!isScarce || !node.getAddress().isLoopbackAddress()) {
            return null;
        }
        int which = u / nodes.size() / PORTS_OF_AN_ADDRESS;
        return new InetSocketAddress("127.0.1." + (1 + which), 0);
    }

    private static InetSocketAddress address(URI node) {
        try {
            int port = node.getPort() < 0 ? 80 : node.getPort();
            return new InetSocketAddress(InetAddress.getByName(node.getHost()), port);
        } catch (UnknownHostException e) {
            throw new BadPlan("No machine is known as " + node.getHost() + ".");
        }
    }
}

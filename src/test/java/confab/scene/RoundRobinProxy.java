package confab.scene;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer that knows nothing of sessions: every request, and every WebSocket handshake, goes to the next server, over
 * a connection of its own.
 *
 * <pre>
 *  client ── HttpServerCodec ── whole requests ── ProxiedClient ══ ProxiedServer ── whole answers ── HttpClientCodec ── server
 *         ──────────────────────────────────────── Pipe ══ Pipe ────────────────────────────────────  after an upgrade
 * </pre>
 */
public final class RoundRobinProxy implements AutoCloseable {
    /** Of one request; a longer one is answered with 413. */
    private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<InetSocketAddress> servers;
    private final @Nullable Site site;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicIntegerArray served;
    private final Channel entrance;

    private RoundRobinProxy(List<Place> places, @Nullable Site site) {
        this.servers = places.stream()
                .map(place -> new InetSocketAddress(place.host(), place.port()))
                .toList();
        this.site = site;
        this.served = new AtomicIntegerArray(this.servers.size());
        this.entrance = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        client.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new HttpObjectAggregator(MAX_REQUEST_BYTES),
                                        new ProxiedClient(RoundRobinProxy.this::serverOf));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    /** A server of all else than what is below a path. */
    private record Site(String path, InetSocketAddress server) {}

    /** @param places where the servers are */
    public static RoundRobinProxy over(List<Place> places) {
        return new RoundRobinProxy(places, null);
    }

    /** As {@link #over}, of what is below that path; all else is another server's, and not counted. */
    public static RoundRobinProxy below(String path, List<Place> places, InetSocketAddress otherwise) {
        return new RoundRobinProxy(places, new Site(path, otherwise));
    }

    /** Where clients find it. */
    public Place place() {
        int port = ((InetSocketAddress) entrance.localAddress()).getPort();
        return new Place(List.of(), Place.LOOPBACK, port, 0, 0);
    }

    /** How many requests each server has been given. */
    public List<Integer> served() {
        return IntStream.range(0, served.length()).mapToObj(served::get).toList();
    }

    private InetSocketAddress serverOf(FullHttpRequest request) {
        if (site != null && !request.uri().startsWith(site.path())) {
            return site.server();
        }
        int index = Math.floorMod(next.getAndIncrement(), servers.size());
        served.incrementAndGet(index);
        return servers.get(index);
    }

    /** Breaks all connections off. */
    @Override
    public void close() {
        var unused = loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
    }
}

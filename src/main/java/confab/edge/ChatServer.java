package confab.edge;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.japi.function.Function;
import akka.stream.Materializer;
import confab.config.Settings;
import confab.model.SessionId;
import confab.session.Connection;
import confab.session.Sessions;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chat port: accepts connections until it is told to stop; one per node. */
// Netty tells a failed write or close by closing the channel, which is heard of anyway.
@SuppressWarnings("FutureReturnValueIgnored")
public final class ChatServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChatServer.class);

    private static final int ACCEPT_QUEUE = 4_096;
    private static final long QUIET_MILLIS = 0;
    private static final long STOP_MILLIS = 2_000;

    /** Above the bound so many are still let in to be told so; more are closed at once. */
    private static final int TOLD_TOO_MANY = 1_000;

    private final EventLoopGroup acceptor;
    private final EventLoopGroup loops;
    private final Map<EventLoop, NettyLane> lanes = new ConcurrentHashMap<>();
    private final PinnedBytes pinned;
    private final AtomicInteger connections = new AtomicInteger();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();

    private volatile LongConsumer loopDelays = nanos -> {};

    private final EdgePlace place;
    private final Channel listening;

    private ChatServer(EdgePlace place, Transport transport) {
        this.place = place;
        Settings.Edge settings = place.settings();
        this.pinned = new PinnedBytes(settings.pinnedBytes());
        log.debug("sockets by {}", transport);
        this.acceptor = transport.group(1, "confab-accept");
        this.loops = transport.group(lanes(settings), "confab-lane");
        this.listening = bind(transport, settings);
    }

    /**
     * Opens the port.
     *
     * @param routes decide every request; a failure of theirs is a 500
     * @param sessions gets every connection that became a WebSocket
     * @param sessionIds another one each time
     * @throws IllegalStateException if the port cannot be had; the message says which
     */
    public static ChatServer start(
            Settings.Edge settings,
            Function<HttpRequest, CompletionStage<HttpResponse>> routes,
            Consumer<Connection> sessions,
            Supplier<SessionId> sessionIds,
            Clock clock,
            Materializer materializer) {
        Handshake handshake = new Handshake(settings, sessionIds, sessions);
        Transport transport = Transport.best();
        Forwarder forwarder = new Forwarder(transport, outbound(settings), settings.slowReaderTimeout());
        return new ChatServer(
                new EdgePlace(settings, routes, handshake, forwarder, new ResponseDates(clock), materializer),
                transport);
    }

    /** Where clients connect to: the port asked for, or the one found if that was 0. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Open connections, those included that speak HTTP. */
    public int connections() {
        return connections.get();
    }

    /** Connections accepted so far. */
    public long accepted() {
        return accepted.sum();
    }

    /** Connections so far that were one too many. */
    public long refused() {
        return refused.sum();
    }

    /** Bytes that the outbound queues of slow connections keep alive. */
    public long pinnedBytes() {
        return pinned.now();
    }

    /** From now on hears, about once a second from each event loop, by how many nanoseconds it was late; must not wait. */
    public void tellLoopDelays(LongConsumer delays) {
        loopDelays = delays;
    }

    /** WebSockets that are piped to the node that owns their session. */
    public int pipes() {
        return place.forwarder().pipes().size();
    }

    /** The clients of those WebSockets: closed, they come back by themselves. */
    public List<Sessions.Guest> guests() {
        return place.forwarder().pipes().stream()
                .map(client -> new Sessions.Guest(client, client::close))
                .toList();
    }

    /** Closes all connections and ends the event loops. */
    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        loops.shutdownGracefully(QUIET_MILLIS, STOP_MILLIS, TimeUnit.MILLISECONDS)
                .syncUninterruptibly();
        acceptor.shutdownGracefully(QUIET_MILLIS, STOP_MILLIS, TimeUnit.MILLISECONDS)
                .syncUninterruptibly();
    }

    /**
     * One per processor but one unless set otherwise: the rooms' actors need some too, and more lanes would only share the
     * members of a room among more tasks.
     */
    private static int lanes(Settings.Edge settings) {
        return settings.eventLoops() > 0
                ? settings.eventLoops()
                : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    private static WriteBufferWaterMark outbound(Settings.Edge settings) {
        return new WriteBufferWaterMark(settings.outboundLowBytes(), settings.outboundHighBytes());
    }

    private Channel bind(Transport transport, Settings.Edge settings) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(acceptor, loops)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, ACCEPT_QUEUE)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, outbound(settings))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                });
        ChannelFuture bound = bootstrap.bind(settings.host(), settings.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully();
            acceptor.shutdownGracefully();
            throw new IllegalStateException(
                    "cannot serve clients on " + settings.host() + ":" + settings.port() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return bound.channel();
    }

    private void accept(Channel channel) {
        int open = connections.incrementAndGet();
        channel.closeFuture().addListener(closed -> connections.decrementAndGet());
        int max = place.settings().maxConnections();
        accepted.increment();
        if (open > max) {
            refused.increment();
        }
        if (open > max + TOLD_TOO_MANY) {
            channel.close();
            return;
        }
        NettyLane lane = lanes.computeIfAbsent(
                channel.eventLoop(),
                loop -> new NettyLane(
                        (SingleThreadEventLoop) loop, channel.alloc(), pinned, nanos -> loopDelays.accept(nanos)));
        RequestDecoder decoder = new RequestDecoder(place.settings().maxHeaderBytes());
        channel.pipeline()
                .addLast(decoder)
                .addLast(new AnswerEncoder())
                .addLast(new HttpChannel(place, lane, decoder, open > max));
    }
}

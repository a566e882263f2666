package confab.bench;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The event loops of a bench: epoll where it loads, else NIO. */
final class Lanes implements AutoCloseable {
    private static final int CLOSE_SECONDS = 2;

    private final EventLoopGroup group;
    private final List<Lane> lanes = new ArrayList<>();

    /** @param random seeds each lane's masks */
    Lanes(int count, RandomGenerator random) {
        this.group = new MultiThreadIoEventLoopGroup(
                count,
                new DefaultThreadFactory("confab-bench", true),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        long epochNanos = System.nanoTime();
        for (EventExecutor loop : group) {
            lanes.add(new Lane((EventLoop) loop, new SplittableRandom(random.nextLong()), epochNanos));
        }
    }

    /** What their connections are. */
    Class<? extends Channel> channel() {
        return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    List<Lane> all() {
        return lanes;
    }

    Lane get(int index) {
        return lanes.get(index % lanes.size());
    }

    int size() {
        return lanes.size();
    }

    /** Does the work on each lane, waits for all, and gives what came out. */
    <T> List<T> onEach(Function<Lane, T> work) {
        List<CompletableFuture<T>> under = lanes.stream()
                .map(lane -> CompletableFuture.supplyAsync(() -> work.apply(lane), lane.loop()))
                .toList();
        return under.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public void close() {
        var unused =
                group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
    }
}

package confab.edge;

import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.WebSocketFrames;
import confab.relay.Lane;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultEventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What connections of one event loop, and those of several, do to each other. */
final class NettyLaneTest {
    @Test
    void pastTheNodesBoundTheOneFurthestBehindIsClosedWhicheverItsLane() throws Exception {
        try (TestServer small = new TestServer("pinned-bytes = 1 MiB");
                RawClient far = small.connect()) {
            far.upgrade();
            // Before the next one comes: of connections of two lanes either may be there first.
            ChatSocket furthest = small.connection();
            try (RawClient near = small.connect().upgrade()) {
                ChatSocket other = small.connection();
                assertThat(furthest.lane()).isNotSameAs(other.lane());
                pin(furthest, 700_000);
                pin(other, 500_000);
                HttpTest.awaitConnections(small, 1);
                other.lane().execute(other::flush);
                assertThat(near.frame().payload()).hasSize(500_000);
                small.readAll(other);
                near.send(RawClient.frame(0x89, new byte[0]));
                assertThat(near.frame().opcode()).as("pong").isEqualTo(0xa);
            }
        }
    }

    @Test
    void whatATurnWritesToASocketGoesOutOnceAtItsEnd() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = server.connect().upgrade()) {
            ChatSocket connection = server.connection();
            long waiting = onLane(connection, () -> {
                write(connection, new byte[100]);
                write(connection, new byte[200]);
                return connection.pendingBytes();
            });
            assertThat(waiting).isGreaterThan(300);
            assertThat(client.frame().payload()).hasSize(100);
            assertThat(client.frame().payload()).hasSize(200);
            assertThat(onLane(connection, connection::pendingBytes)).isZero();
            assertThat(server.server().pinnedBytes()).as("the sockets took all").isZero();
        }
    }

    @Test
    void aLongTurnDoesNotHoldWhatItWrites() throws Exception {
        try (TestServer server = new TestServer("event-loops = 1");
                RawClient client = server.connect().upgrade();
                RawClient other = server.connect().upgrade()) {
            ChatSocket connection = server.connection();
            ChatSocket next = server.connection();
            CountDownLatch arrived = new CountDownLatch(1);
            CompletableFuture<Boolean> inTime = CompletableFuture.supplyAsync(
                    () -> {
                        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                        write(connection, new byte[100]);
                        while (arrived.getCount() > 0 && System.nanoTime() - until < 0) {
                            write(next, new byte[1]);
                            Thread.onSpinWait();
                        }
                        return arrived.getCount() == 0;
                    },
                    connection.lane());
            assertThat(client.frame().payload()).hasSize(100);
            arrived.countDown();
            assertThat(inTime.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(other.frame().payload()).hasSize(1);
        }
    }

    @Test
    void whatFillsTheQueueIsNotHeldForTheTurnsEnd() throws Exception {
        try (TestServer server = new TestServer("outbound-high-bytes = 64 KiB", "outbound-low-bytes = 16 KiB");
                RawClient client = server.connect().upgrade()) {
            ChatSocket connection = server.connection();
            long waiting = onLane(connection, () -> {
                write(connection, new byte[70_000]);
                return connection.pendingBytes();
            });
            assertThat(waiting).isLessThan(70_000);
            assertThat(client.frame().payload()).hasSize(70_000);
        }
    }

    @Test
    void muchForOneSocketDoesNotWaitWhateverItsQueueMayHold() throws Exception {
        try (TestServer server = new TestServer("outbound-high-bytes = 64 MiB", "outbound-low-bytes = 16 KiB");
                RawClient client = server.connect().upgrade()) {
            ChatSocket connection = server.connection();
            int mebibyte = 1 << 20;
            long waiting = onLane(connection, () -> {
                write(connection, new byte[mebibyte]);
                return connection.pendingBytes();
            });
            assertThat(waiting).isLessThan(mebibyte);
            assertThat(client.frame().payload()).hasSize(mebibyte);
        }
    }

    @Test
    void aConnectionThatFailsDoesNotStopTheLanesClock() throws Exception {
        DefaultEventLoop loop = new DefaultEventLoop();
        try {
            CountDownLatch ticks = new CountDownLatch(2);
            loop.submit(() -> {
                        NettyLane lane =
                                new NettyLane(loop, UnpooledByteBufAllocator.DEFAULT, new PinnedBytes(1), nanos -> {});
                        lane.add(() -> {
                            ticks.countDown();
                            throw new IllegalStateException("broken");
                        });
                    })
                    .get();
            assertThat(ticks.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private static void write(ChatSocket connection, byte[] payload) {
        byte[] wire = WebSocketFrames.binary(payload);
        Lane.Shared shared = connection.lane().share(wire, 0, wire.length);
        connection.write(shared, 0, wire.length);
        connection.flush();
        shared.release();
    }

    private static <T> T onLane(ChatSocket connection, Supplier<T> work) throws Exception {
        return CompletableFuture.supplyAsync(work, connection.lane()).get(20, TimeUnit.SECONDS);
    }

    /** Queues shared bytes without handing them to the socket. */
    private static void pin(ChatSocket connection, int bytes) throws Exception {
        CompletableFuture<Void> pinned = new CompletableFuture<>();
        connection.lane().execute(() -> {
            byte[] wire = WebSocketFrames.binary(new byte[bytes]);
            Lane.Shared shared = connection.lane().share(wire, 0, wire.length);
            connection.write(shared, 0, wire.length);
            shared.release();
            pinned.complete(null);
        });
        pinned.get(20, TimeUnit.SECONDS);
    }
}

package confab.edge;

import io.netty.channel.Channel;
import java.time.Duration;

/**
 * The client's end of a pipe, watched as a socket of this node's own would be: one that takes nothing of what waits for it is
 * closed, and soon if the owner's end is closed already. On the event loop only.
 */
// Netty tells a failed close by the channel's end, which is heard of anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class PipedClient implements Ticking {
    private final Channel client;
    private final Channel upstream;
    private final Liveness liveness;

    private int closingTicks = NettySocket.CLOSING_TICKS;

    PipedClient(Channel client, Channel upstream, Duration slowReaderTimeout) {
        this.client = client;
        this.upstream = upstream;
        this.liveness = Liveness.withoutPings(slowReaderTimeout);
    }

    /** From now on until it is closed. */
    static void watch(Channel client, Channel upstream, NettyLane lane, Duration slowReaderTimeout) {
        PipedClient watched = new PipedClient(client, upstream, slowReaderTimeout);
        lane.add(watched);
        client.closeFuture().addListener(closed -> lane.remove(watched));
    }

    @Override
    public void tick() {
        boolean isStuck =
                liveness.tick(true, client.isWritable(), Outbound.pendingBytes(client)) == Liveness.Verdict.STUCK;
        if (isStuck || (!upstream.isOpen() && --closingTicks == 0)) {
            client.close();
        }
    }

    @Override
    public String toString() {
        return "pipe of " + client.remoteAddress();
    }
}

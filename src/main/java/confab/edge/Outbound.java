package confab.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** What waits to go out to a socket. */
final class Outbound {
    private Outbound() {}

    /**
     * Bytes written that the socket has not taken. Netty counts a buffer until its last byte has gone; without what has gone of
     * it, a client that takes one large buffer bit by bit would seem to take nothing. On the event loop only.
     */
    static long pendingBytes(Channel channel) {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue == null ? 0 : queue.totalPendingWriteBytes() - queue.currentProgress();
    }
}

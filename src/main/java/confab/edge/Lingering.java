package confab.edge;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client may still be sending: after the last answer the way out is shut, and what comes in is
 * dropped until the client has closed too, or two seconds have passed. Closed at once, the socket would be reset and the
 * answer lost (RFC 9112, section 9.6).
 */
// Netty tells a failed write or close by closing the channel, which is heard of anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class Lingering extends ChannelInboundHandlerAdapter {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private boolean isInPeace;

    private Lingering() {}

    /** All is written; {@code replaced} hears no more. */
    static void begin(ChannelHandlerContext context, ChannelInboundHandlerAdapter replaced) {
        begin(context, replaced, LONGEST, () -> {});
    }

    /**
     * All is written; {@code replaced} hears no more.
     *
     * @param longest for which the client may go on
     * @param otherwise if the client has not closed by then, or if the connection is lost
     */
    static void begin(
            ChannelHandlerContext context,
            ChannelInboundHandlerAdapter replaced,
            Duration longest,
            Runnable otherwise) {
        var channel = context.channel();
        if (!(channel instanceof DuplexChannel duplex)) {
            channel.close();
            return;
        }
        duplex.shutdownOutput().addListener(shut -> channel.read());
        var pipeline = context.pipeline();
        Lingering lingering = new Lingering();
        pipeline.addFirst(lingering);
        pipeline.remove(replaced);
        var timer = channel.eventLoop().schedule(() -> channel.close(), longest.toNanos(), TimeUnit.NANOSECONDS);
        channel.closeFuture().addListener((ChannelFutureListener) closed -> {
            timer.cancel(false);
            if (!lingering.isInPeace) {
                otherwise.run();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.read();
    }

    /** The client sends no more. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            isInPeace = true;
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}

package confab.edge;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client may still be sending: after the last answer the way out is shut, and what comes in is
 * dropped until the client has closed too, or two seconds have passed. Closed at once, the socket would be reset and the
 * answer lost (RFC 9112, section 9.6).
 */
// Netty tells a failed write or close by closing the channel, which is heard of anyway.
@SuppressWarnings("FutureReturnValueIgnored")
final class Lingering extends ChannelInboundHandlerAdapter {
    private static final long LONGEST_MILLIS = 2_000;

    private Lingering() {}

    /** All is written; {@code replaced} hears no more. */
    static void begin(ChannelHandlerContext context, ChannelInboundHandlerAdapter replaced) {
        var channel = context.channel();
        if (!(channel instanceof DuplexChannel duplex)) {
            channel.close();
            return;
        }
        duplex.shutdownOutput().addListener(shut -> channel.read());
        var pipeline = context.pipeline();
        pipeline.addFirst(new Lingering());
        pipeline.remove(replaced);
        var timer = channel.eventLoop().schedule(() -> channel.close(), LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener((ChannelFutureListener) closed -> timer.cancel(false));
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
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}

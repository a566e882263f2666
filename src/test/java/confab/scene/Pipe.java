package confab.scene;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Passes bytes on as they come, to a channel of the same event loop. Is as slow as who reads, and ends with either end. */
// A channel that fails to close or to be written to is closed; both ends hear of that.
@SuppressWarnings("FutureReturnValueIgnored")
final class Pipe extends ChannelInboundHandlerAdapter {
    private final Channel to;

    Pipe(Channel to) {
        this.to = to;
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object bytes) {
        to.write(bytes);
        from.channel().config().setAutoRead(to.isWritable());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        to.flush();
    }

    /** The other direction may go on once this one's queue is short. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        to.config().setAutoRead(from.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        to.flush();
        to.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        from.close();
    }
}

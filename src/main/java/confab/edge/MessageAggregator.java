package confab.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;

/**
 * Joins the fragments of a message. Between two it leaves it to the connection when the socket is read; Netty's own would read
 * on until the message is whole, however many pongs wait to go out.
 */
final class MessageAggregator extends WebSocketFrameAggregator {
    MessageAggregator(int maxMessageBytes) {
        super(maxMessageBytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
    }
}

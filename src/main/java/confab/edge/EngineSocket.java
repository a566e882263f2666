package confab.edge;

import confab.config.Settings;
import confab.engineio.WebSocket;
import confab.protocol.CloseCode;
import confab.protocol.Frame;
import io.netty.channel.Channel;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/** A WebSocket that an Engine.IO session uses, which has a heartbeat of its own. On its lane only. */
final class EngineSocket extends NettySocket implements WebSocket {
    /** Null until it is open, and when it was told of the end. */
    private @Nullable Listener listener;

    private boolean isWanted;
    private boolean hasEnded;

    EngineSocket(Channel channel, NettyLane lane, Settings.Edge settings) {
        super(channel, lane, Liveness.withoutPings(settings.slowReaderTimeout()));
    }

    /** Its pipeline stands. */
    void begin(Function<WebSocket, Listener> open) {
        listener = open.apply(this);
        if (hasEnded) {
            ended();
        }
    }

    @Override
    public void read(boolean isWanted) {
        this.isWanted = isWanted;
        if (isWanted) {
            readOn();
        }
    }

    @Override
    public void close(CloseCode code, String reason) {
        closeNext(code, reason);
    }

    @Override
    public void drop() {
        dropNext();
    }

    @Override
    public String toString() {
        return "engine.io from " + channel().remoteAddress();
    }

    @Override
    LoggingEventBuilder tell(LoggingEventBuilder event) {
        return event.addKeyValue("connection", this);
    }

    @Override
    boolean isFrameWanted() {
        return isWanted;
    }

    @Override
    void received(Frame frame) {
        if (listener != null) {
            listener.onFrame(frame);
        }
    }

    @Override
    void sendGiven() {
        flush();
    }

    @Override
    void drained() {
        if (listener != null) {
            listener.onWritable();
        }
    }

    /** Not in the call that closed: the session is in the middle of something. */
    @Override
    void ended() {
        hasEnded = true;
        Listener told = listener;
        if (told != null) {
            listener = null;
            lane().execute(told::onClosed);
        }
    }

    @Override
    void gone() {}
}

package confab.engineio;

import confab.protocol.CloseCode;
import confab.protocol.Frame;
import confab.protocol.engineio.PayloadWriter;
import confab.relay.Lane;
import confab.relay.TestLane;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A WebSocket whose client is the test. */
final class FakeSocket implements WebSocket {
    private final TestLane lane;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    boolean isWritable = true;
    boolean isRead;
    long unreadBytes;

    @Nullable
    CloseCode closed;

    boolean isDropped;

    private @Nullable Listener listener;

    FakeSocket(TestLane lane) {
        this.lane = lane;
    }

    FakeSocket open(Function<WebSocket, Listener> open) {
        listener = open.apply(this);
        lane.run();
        return this;
    }

    /** The client says something. */
    FakeSocket say(String text) {
        listener().onFrame(new Frame.Text(text.getBytes(StandardCharsets.UTF_8)));
        lane.run();
        return this;
    }

    FakeSocket sayBytes(byte... bytes) {
        listener().onFrame(new Frame.Binary(bytes));
        lane.run();
        return this;
    }

    /** The client has read: there is room again. */
    void drain() {
        isWritable = true;
        listener().onWritable();
        lane.run();
    }

    /** The connection is gone. */
    void lose() {
        listener().onClosed();
        lane.run();
    }

    /** What was flushed since this was last asked, as a poll would have got it; empty if nothing. */
    String said() {
        byte[] frames = heard.toByteArray();
        heard.reset();
        return frames.length == 0
                ? ""
                : new String(PayloadWriter.write(frames, frames.length), StandardCharsets.UTF_8).replace('\u001e', ' ');
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public boolean isWritable() {
        return isWritable;
    }

    @Override
    public long pendingBytes() {
        return unreadBytes;
    }

    @Override
    public void write(Lane.Shared bytes, int from, int to) {
        byte[] copy = new byte[to - from];
        bytes.copy(from, to, copy, 0);
        write(copy);
    }

    @Override
    public void write(byte[] wire) {
        if (closed == null) {
            written.writeBytes(wire);
        }
    }

    @Override
    public void flush() {
        heard.writeBytes(written.toByteArray());
        written.reset();
    }

    @Override
    public void read(boolean isWanted) {
        isRead = isWanted;
    }

    @Override
    public void drop() {
        isDropped = true;
    }

    @Override
    public void close(CloseCode code, String reason) {
        flush();
        if (closed == null) {
            closed = code;
        }
    }

    private Listener listener() {
        if (listener == null) {
            throw new IllegalStateException("not open");
        }
        return listener;
    }
}

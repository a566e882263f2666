package confab.relay;

import confab.model.SessionId;
import confab.protocol.CloseCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that writes down what it is given, and takes as much as the test lets it. */
final class TestOutlet implements Outlet {
    private final TestLane lane;
    private final SessionId session;

    /** What was written, a text for each write. */
    final List<String> written = new ArrayList<>();

    int flushes;
    /** Writes until the queue is full. */
    int room = Integer.MAX_VALUE;

    /** Done after each write of shared bytes. */
    Runnable onWrite = () -> {};

    @Nullable
    CloseCode closed;

    /** Hears how far it comes; set before it is read. */
    @Nullable
    Progress progress;

    private @Nullable Listener listener;

    TestOutlet(TestLane lane, String session) {
        this.lane = lane;
        this.session = new SessionId(session);
    }

    /** All that was written, in one text. */
    String text() {
        return String.join("", written);
    }

    /** The client has read: so many writes more fit. */
    void drain(int writes) {
        room = writes;
        if (listener != null) {
            listener.onWritable();
        }
    }

    void lose() {
        if (listener != null) {
            listener.onClosed();
        }
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public SessionId session() {
        return session;
    }

    @Override
    public @Nullable Progress progress() {
        return progress;
    }

    @Override
    public boolean isWritable() {
        return room > 0;
    }

    @Override
    public void write(Lane.Shared bytes, int from, int to) {
        room--;
        written.add(((TestLane.Bytes) bytes).text(from, to));
        onWrite.run();
    }

    @Override
    public void write(byte[] wire) {
        written.add(new String(wire, StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {
        flushes++;
    }

    @Override
    public void listen(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void send(byte[] wire) {
        lane.execute(() -> write(wire));
    }

    @Override
    public void close(CloseCode code, String reason) {
        closed = code;
    }
}

package confab.session;

import confab.model.RoomName;
import confab.model.SessionId;
import confab.protocol.CloseCode;
import confab.protocol.socketio.NamespaceName;
import confab.protocol.socketio.chat.OffsetFrames;
import confab.protocol.socketio.chat.OffsetText;
import confab.relay.Lane;
import confab.relay.Outlet;
import confab.relay.Progress;

/**
 * The way out to a client that can come back: each event ends in the offset that says how far the client then is. What
 * changes that without an event, as joining and leaving do, is followed by one that says nothing else. So frames are no
 * longer shared with others: each is copied and made longer. Lives as long as the connection; where nothing else is said,
 * touched on its lane only.
 */
final class OffsetOutlet implements Outlet, Progress {
    private final Outlet outlet;
    private final NamespaceName namespace;
    private final OffsetText offset;

    /** The offset has changed since the last event. */
    private boolean isUntold;

    /** @param offset where the client is now; from now on only touched here */
    OffsetOutlet(Outlet outlet, NamespaceName namespace, OffsetText offset) {
        this.outlet = outlet;
        this.namespace = namespace;
        this.offset = offset;
    }

    @Override
    public void reached(RoomName room, long seq) {
        isUntold |= offset.reach(room, seq);
    }

    @Override
    public void left(RoomName room) {
        isUntold |= offset.leave(room);
    }

    @Override
    public Progress progress() {
        return this;
    }

    @Override
    public Lane lane() {
        return outlet.lane();
    }

    @Override
    public SessionId session() {
        return outlet.session();
    }

    @Override
    public boolean isWritable() {
        return outlet.isWritable();
    }

    @Override
    public void write(Lane.Shared bytes, int from, int to) {
        byte[] wire = new byte[to - from];
        bytes.copy(from, to, wire, 0);
        write(wire);
    }

    @Override
    public void write(byte[] wire) {
        if (OffsetFrames.holdEvent(wire)) {
            isUntold = false;
            outlet.write(OffsetFrames.append(wire, offset.bytes()));
        } else {
            outlet.write(wire);
        }
    }

    @Override
    public void flush() {
        if (isUntold) {
            isUntold = false;
            outlet.write(OffsetFrames.state(namespace, offset.bytes()));
        }
        outlet.flush();
    }

    @Override
    public void listen(Listener listener) {
        outlet.listen(listener);
    }

    @Override
    public void send(byte[] wire) {
        lane().execute(() -> {
            write(wire);
            flush();
        });
    }

    @Override
    public void close(CloseCode code, String reason) {
        outlet.close(code, reason);
    }
}

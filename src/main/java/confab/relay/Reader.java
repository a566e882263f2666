package confab.relay;

import confab.model.RoomName;
import confab.protocol.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection as the rooms write to it; lives as long as the connection. Made by its session, then touched on its lane
 * only.
 */
public final class Reader implements Outlet.Listener {
    private final Outlet outlet;
    private final Dialect dialect;
    private final @Nullable Progress progress;

    /**
     * Members of this connection that have more to write than the outlet took, in the order of their turns; one per room at
     * the most.
     */
    private List<Member> behind = List.of();

    private boolean isClosed;

    private Reader(Outlet outlet, Dialect dialect) {
        this.outlet = outlet;
        this.dialect = dialect;
        this.progress = outlet.progress();
    }

    /** From any thread. */
    public static Reader open(Outlet outlet, Dialect dialect) {
        Reader reader = new Reader(outlet, dialect);
        outlet.lane().execute(() -> outlet.listen(reader));
        return reader;
    }

    /** Each gets one turn, and queues up again if it has more; who gets none, as the outlet is full again, is first next time. */
    @Override
    public void onWritable() {
        int turns = behind.size();
        for (; turns > 0 && !behind.isEmpty() && outlet.isWritable(); turns--) {
            behind.remove(0).catchUp();
        }
        if (behind.isEmpty()) {
            behind = List.of();
        }
    }

    @Override
    public void onClosed() {
        isClosed = true;
        behind = List.of();
    }

    Outlet outlet() {
        return outlet;
    }

    Dialect dialect() {
        return dialect;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Whether the connection is to know of each message. */
    boolean isFollowed() {
        return progress != null;
    }

    /** See {@link Progress#reached}. */
    void reached(RoomName room, long seq) {
        if (progress != null) {
            progress.reached(room, seq);
        }
    }

    /** See {@link Progress#left}. */
    void left(RoomName room) {
        if (progress != null) {
            progress.left(room);
        }
    }

    /** Says it or closes, as the dialect wants it; to be flushed. */
    void say(Dialect.Output output) {
        if (output instanceof Dialect.Output.Send send) {
            outlet.write(send.wire());
        } else if (output instanceof Dialect.Output.Close close) {
            outlet.close(close.code(), close.reason());
        }
    }

    /** {@link Member#catchUp} when the outlet takes more. */
    void waitFor(Member member) {
        if (behind.isEmpty()) {
            behind = new ArrayList<>(1);
        }
        behind.add(member);
    }

    void waitNoMore(Member member) {
        if (!behind.isEmpty()) {
            behind.remove(member);
        }
    }
}

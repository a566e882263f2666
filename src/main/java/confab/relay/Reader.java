package confab.relay;

import confab.protocol.Dialect;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection as the rooms write to it; lives as long as the connection. Made by its session, then touched on its lane
 * only.
 */
public final class Reader implements Outlet.Listener {
    private final Outlet outlet;
    private final Dialect dialect;

    /** Members of this connection that have more to write than the outlet took; one per room at the most. */
    private List<Member> behind = List.of();

    private boolean isClosed;

    private Reader(Outlet outlet, Dialect dialect) {
        this.outlet = outlet;
        this.dialect = dialect;
    }

    /** From any thread. */
    public static Reader open(Outlet outlet, Dialect dialect) {
        Reader reader = new Reader(outlet, dialect);
        outlet.lane().execute(() -> outlet.listen(reader));
        return reader;
    }

    @Override
    public void onWritable() {
        List<Member> waiting = behind;
        behind = List.of();
        waiting.forEach(Member::catchUp);
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

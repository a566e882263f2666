package confab.edge;

import io.netty.channel.SingleThreadEventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tasks of one turn of an event loop leave for its end: each socket that they wrote to is flushed once, so that an
 * answer and the messages of several rooms go out in one system call. On the event loop only.
 */
final class TurnEnd {
    private final SingleThreadEventLoop loop;
    private final List<NettySocket> unflushed = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();

    TurnEnd(SingleThreadEventLoop loop) {
        this.loop = loop;
    }

    /** To be called once for each socket and turn. */
    void flush(NettySocket socket) {
        if (unflushed.isEmpty()) {
            loop.executeAfterEventLoopIteration(this::run);
        }
        unflushed.add(socket);
    }

    /** Runs the task when all is flushed: now, if nothing is to be. */
    void afterFlush(Runnable task) {
        if (unflushed.isEmpty()) {
            task.run();
        } else {
            afterwards.add(task);
        }
    }

    /** What a flush makes others write is flushed in this turn too, as far as their sockets take it. */
    private void run() {
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).onTurnEnd();
        }
        unflushed.clear();
        afterwards.forEach(Runnable::run);
        afterwards.clear();
    }
}

package confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** When a client is read, and in which order what it sends is heard, with listeners that run when the test says so. */
final class ReadingTest {
    private final Scene scene = new Scene();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private boolean refuses;
    private final TestEngine client = open();

    private TestEngine open() {
        scene.server.declare("/slow", this::execute).onConnection(connection -> {
            scene.entered.add(connection);
            connection.on("n", (args, ack) -> heard.add(args.tree(0).asText()));
            connection.onDisconnect(reason -> heard.add(reason.text()));
        });
        TestEngine opened = scene.open().says("0/slow,");
        work(1);
        return opened;
    }

    private void execute(Runnable task) {
        if (refuses) {
            throw new RejectedExecutionException("stopped");
        }
        tasks.add(task);
    }

    private void work(int times) {
        for (int i = 0; i < times; i++) {
            tasks.remove().run();
        }
        scene.lane.run();
    }

    private void say(int from, int to) {
        for (int i = from; i <= to; i++) {
            client.says("2/slow,[\"n\"," + i + "]");
        }
    }

    @Test
    void listenersOfAConnectionRunOneAfterTheOther() {
        say(1, 3);
        assertThat(tasks).hasSize(1);
        work(1);
        assertThat(heard).containsExactly("1", "2", "3");
        assertThat(tasks).isEmpty();
    }

    @Test
    void aClientIsReadNoFurtherWhileTooMuchWaitsAndOnWhenHalfIsDone() {
        say(1, 8);
        assertThat(client.isRead).isTrue();
        say(9, 9);
        assertThat(client.isRead).isFalse();
        List<Boolean> wasRead = new ArrayList<>();
        scene.last().on("n", (args, ack) -> {
            scene.lane.run();
            wasRead.add(client.isRead);
        });
        work(1);
        assertThat(wasRead).containsExactly(false, false, false, false, false, true, true, true, true);
        assertThat(client.isRead).isTrue();
    }

    @Test
    void aClientIsReadNoFurtherWhileLargePacketsWait() {
        String large = "x".repeat(Scene.SETTINGS.maxPacketBytes() - 100);
        client.says("2/slow,[\"n\",\"" + large + "\"]");
        assertThat(client.isRead).isTrue();
        client.says("2/slow,[\"n\",\"" + large + "\"]");
        assertThat(client.isRead).isFalse();
        work(1);
        assertThat(client.isRead).isTrue();
        say(1, 3);
        assertThat(client.isRead).isTrue();
    }

    @Test
    void noConnectionKeepsAnExecutorForItself() {
        say(1, 8);
        for (int i = 9; i <= 40; i++) {
            say(i, i);
        }
        work(1);
        assertThat(heard).hasSize(32);
        assertThat(tasks).hasSize(1);
        work(1);
        assertThat(heard).hasSize(40);
    }

    @Test
    void whatCameBeforeTheEndIsHeardBeforeIt() {
        say(1, 2);
        client.says("1/slow,");
        work(1);
        assertThat(heard).containsExactly("1", "2", "client namespace disconnect");
    }

    @Test
    void whoIsPutOutIsNotHeardAnyMore() {
        say(1, 2);
        scene.last().disconnect(false);
        scene.lane.run();
        work(1);
        assertThat(heard).containsExactly("server namespace disconnect");
    }

    @Test
    void aPausedClientIsNotRead() {
        scene.last().pause();
        scene.last().pause();
        assertThat(client.isRead).isFalse();
        say(1, 1);
        work(1);
        assertThat(heard).containsExactly("1");
        scene.last().resume();
        assertThat(client.isRead).isTrue();
        scene.last().resume();
        scene.last().pause();
        assertThat(client.isRead).isFalse();
    }

    @Test
    void aClientIsReadWhenNobodyHoldsIt() {
        client.says("0");
        SocketConnection root = scene.last();
        SocketConnection slow = scene.entered.get(0);
        root.pause();
        slow.pause();
        root.resume();
        assertThat(client.isRead).isFalse();
        slow.resume();
        assertThat(client.isRead).isTrue();
    }

    @Test
    void aPauseEndsWithItsConnection() {
        client.says("0");
        scene.last().pause();
        scene.last().disconnect(false);
        scene.lane.run();
        assertThat(client.isRead).isTrue();
    }

    @Test
    void aSessionEndsWhoseListenersHaveNoExecutor() {
        refuses = true;
        say(1, 1);
        assertThat(client.isClosed).isTrue();
        assertThat(scene.open().says("0/slow,").isClosed).isTrue();
    }
}

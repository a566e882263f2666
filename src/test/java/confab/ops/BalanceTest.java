package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import confab.config.Settings;
import confab.scene.TestCluster;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes of a real cluster, which tell each other how many connections they have. */
final class BalanceTest {
    /** After it has shed some a node waits until the other's new number has come. */
    private static final Settings.Drain SETTINGS =
            new Settings.Drain(10_000, Duration.ZERO, Duration.ofMillis(800), 20, Duration.ofMillis(200));

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Some looks of each node. */
    private static final Duration WHILE = Duration.ofMillis(1_500);

    private final TestCluster cluster = new TestCluster();
    private final AtomicInteger connectionsOfOne = new AtomicInteger(100);
    private final AtomicInteger connectionsOfTwo = new AtomicInteger(40);
    private final TestNode one = new TestNode(connectionsOfOne, connectionsOfTwo);
    private final TestNode two = new TestNode(connectionsOfTwo, connectionsOfOne);

    private final AtomicBoolean fails = new AtomicBoolean();

    private final class TestNode {
        final TestProbe<Integer> shed;
        final ActorRef<Balance.Command> balance;

        /** Its clients go to the other when it sheds them. */
        TestNode(AtomicInteger own, AtomicInteger others) {
            ActorTestKit kit = cluster.addNode();
            shed = kit.createTestProbe();
            balance = kit.spawn(Balance.create(SETTINGS, own::get, count -> {
                if (fails.compareAndSet(true, false)) {
                    throw new IllegalStateException("cannot shed now");
                }
                own.addAndGet(-count);
                others.addAndGet(count);
                shed.ref().tell(count);
            }));
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aNodeShedsWhatItHasAboveTheAverage() {
        one.shed.expectMessage(PATIENCE, 30);
        one.shed.expectNoMessage(WHILE);
        two.shed.expectNoMessage(Duration.ZERO);
    }

    @Test
    void aNodeThatCouldNotShedTriesAgain() {
        fails.set(true);
        one.shed.expectMessage(PATIENCE, 30);
        assertThat(fails).isFalse();
    }

    @Test
    void nobodyShedsWhatANodeThatLeavesSendsIt() {
        one.shed.expectMessage(PATIENCE, 30);
        one.shed.expectNoMessage(WHILE);
        two.balance.tell(new Balance.Leave());

        connectionsOfTwo.set(200);
        one.shed.expectNoMessage(WHILE);
        two.shed.expectNoMessage(Duration.ZERO);

        connectionsOfTwo.set(0);
        connectionsOfOne.set(270);
        one.shed.expectNoMessage(WHILE);
    }
}

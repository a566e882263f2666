package confab.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import confab.config.Settings;
import confab.protocol.CloseCode;
import confab.relay.Hub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node with clients, which sends them away; its time passes when the test says so. */
final class SessionsTest {
    private static final Pattern AFTER = Pattern.compile("\"afterMillis\":(\\d+)");

    /** Ten a second, or all within four seconds; closed one second later. */
    private static final Settings.Drain DRAIN =
            new Settings.Drain(10, Duration.ofSeconds(4), Duration.ofSeconds(1), 0, Duration.ofSeconds(30));

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final AtomicLong nanos = new AtomicLong();
    private final TestProbe<Hub.Command> hub = kit.createTestProbe();
    private final TestProbe<Done> drained = kit.createTestProbe();
    private final TestProbe<Integer> shed = kit.createTestProbe();
    private final List<TestConnection> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> sentAway = new ConcurrentLinkedQueue<>();
    private final ActorRef<Sessions.Command> sessions =
            kit.spawn(Sessions.create(TestPlace.of(hub.getRef(), nanos::get), DRAIN, new Random(1)));

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void aDrainingNodeTellsEachClientATimeOfItsOwnAndClosesItAWhileAfterThat() {
        open(3);
        drain();
        assertThat(clients).map(this::goodbye).containsExactlyInAnyOrder(0L, 100L, 200L);
        passMillis(999);
        assertThat(closed()).isEmpty();
        passMillis(1);
        assertThat(awaitClosed(1)).map(this::told).containsExactly(0L);
        passMillis(100);
        assertThat(awaitClosed(2)).map(this::told).containsExactlyInAnyOrder(0L, 100L);
        drained.expectNoMessage(Duration.ofMillis(100));
        clients.forEach(TestConnection::leave);
        drained.expectMessage(Done.getInstance());
    }

    @Test
    void manyClientsAreGoneWithTheWindow() {
        open(80);
        drain();
        assertThat(clients.stream().mapToLong(this::goodbye).max()).hasValue(79 * 50);
        passMillis(5_000);
        assertThat(awaitClosed(80)).hasSize(80);
    }

    @Test
    void whoGoesByItselfIsNotWaitedFor() {
        open(2);
        drain();
        clients.forEach(TestConnection::leave);
        drained.expectMessage(Done.getInstance());
    }

    @Test
    void whoComesWhileTheNodeDrainsIsClosedAtOnce() {
        open(1);
        drain();
        TestConnection late = new TestConnection();
        sessions.tell(new Sessions.Open(late));
        goodbye(clients.get(0));
        kit.createTestProbe().awaitAssert(() -> {
            assertThat(late.closed).isEqualTo(CloseCode.GOING_AWAY);
            return late;
        });
    }

    @Test
    void guestsAreSentAwayInTurnAndOneWithASessionHasOneTurn() {
        open(1);
        sessions.tell(new Sessions.Drain(
                false,
                List.of(guest("poller"), new Sessions.Guest(clients.get(0), () -> sentAway.add("Ann too"))),
                drained.getRef()));
        assertThat(goodbye(clients.get(0))).isZero();
        clients.get(0).leave();
        drained.expectNoMessage(Duration.ofMillis(100));
        passMillis(1_000);
        passMillis(100);
        drained.expectMessage(Done.getInstance());
        assertThat(sentAway).containsExactly("Ann too", "poller");
    }

    @Test
    void someAreShedAtARateAndTheOthersStay() {
        open(10);
        shed(4);
        assertThat(awaitTold(4)).map(this::told).containsExactlyInAnyOrder(0L, 100L, 200L, 300L);
        passMillis(1_300);
        assertThat(awaitClosed(4)).hasSize(4);
        passMillis(10_000);
        assertThat(awaitClosed(4)).hasSize(4);
    }

    @Test
    void nobodyIsShedTwiceAndTheNextOnesComeAfterThem() {
        open(5);
        shed(3);
        shed(9, 2);
        assertThat(clients).map(this::goodbye).containsExactlyInAnyOrder(0L, 100L, 200L, 300L, 400L);
    }

    @Test
    void whoWasToBeShedIsDrainedLikeTheOthers() {
        open(2);
        shed(2);
        assertThat(clients).map(this::goodbye).containsExactlyInAnyOrder(0L, 100L);
        drain();
        assertThat(clients).map(this::goodbye).containsExactlyInAnyOrder(0L, 100L);
        shed(1, 0);
    }

    private void open(int count) {
        for (int i = 0; i < count; i++) {
            TestConnection client = new TestConnection();
            clients.add(client);
            sessions.tell(new Sessions.Open(client));
        }
    }

    private void drain() {
        sessions.tell(new Sessions.Drain(false, List.of(), drained.getRef()));
    }

    private void shed(int count) {
        shed(count, count);
    }

    private void shed(int count, int expected) {
        sessions.tell(new Sessions.Shed(count, List.of(), shed.getRef()));
        shed.expectMessage(expected);
    }

    private Sessions.Guest guest(String name) {
        return new Sessions.Guest(name, () -> sentAway.add(name));
    }

    /** Waits for the next goodbye; what time it tells. */
    private long goodbye(TestConnection client) {
        return kit.createTestProbe().awaitAssert(() -> {
            assertThat(hearsGoodbye(client)).isTrue();
            return client.told;
        });
    }

    private boolean hearsGoodbye(TestConnection client) {
        Matcher goodbye = AFTER.matcher(client.heard());
        boolean isTold = goodbye.find();
        if (isTold) {
            client.told = Long.parseLong(goodbye.group(1));
        }
        return isTold;
    }

    private List<TestConnection> awaitTold(int count) {
        List<TestConnection> told = new ArrayList<>();
        return kit.createTestProbe().awaitAssert(() -> {
            clients.stream().filter(this::hearsGoodbye).forEach(told::add);
            assertThat(told).hasSize(count);
            return told;
        });
    }

    /** What time the last goodbye told. */
    private long told(TestConnection client) {
        return client.told;
    }

    private List<TestConnection> awaitClosed(int count) {
        return kit.createTestProbe().awaitAssert(() -> {
            List<TestConnection> closed = closed();
            assertThat(closed).hasSize(count);
            return closed;
        });
    }

    private List<TestConnection> closed() {
        return clients.stream().filter(client -> client.closed != null).toList();
    }

    private void passMillis(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
        time.timePasses(Duration.ofMillis(millis));
    }
}

package confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import confab.model.SessionId;
import confab.relay.TestLane;
import confab.scene.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Broadcasts between the nodes of a real cluster. */
final class ClusterBroadcastsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** Many times what Artery takes to abbreviate anew. */
    private static final Duration ABBREVIATING = Duration.ofSeconds(2);

    private final TestCluster cluster = new TestCluster();
    private final TestNode one = new TestNode();
    private final TestNode two = new TestNode();

    private final class TestNode {
        final TestLane lane = new TestLane();
        final SocketServer server = Scene.server(lane);
        final ActorTestKit node;
        final TestEngine client;

        TestNode() {
            node = cluster.addNode();
            node.spawn(ClusterBroadcasts.create(server), "broadcasts");
            server.of("/").onConnection(connection -> connection.join("r"));
            client = TestEngine.open(server, lane).says("0");
            client.hears();
        }

        /** What its client hears next. */
        String hears() {
            return node.createTestProbe().awaitAssert(PATIENCE, LOOK_AGAIN, () -> {
                List<String> heard = client.hears();
                assertThat(heard).hasSize(1);
                return heard.get(0);
            });
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** Clients come as soon as their node is up. */
    @Test
    void aNodeReachesTheOthersAndTheyReachItFromItsFirstMoment() {
        two.server.of("/").emit("here");
        assertThat(one.hears()).isEqualTo("42[\"here\"]");
        assertThat(two.hears()).isEqualTo("42[\"here\"]");

        TestNode three = new TestNode();
        one.server.of("/").emit("welcome");
        for (TestNode node : List.of(one, two, three)) {
            assertThat(node.hears()).isEqualTo("42[\"welcome\"]");
        }
    }

    /** Artery learns to abbreviate whom it tells much; an abbreviation of nobody would stand for the one who came later. */
    @Test
    void whatANodeIsToldBeforeItListensDoesNotKeepItFromHearingLater() {
        AtomicBoolean isOver = new AtomicBoolean();
        Thread noise = new Thread(() -> {
            while (!isOver.get()) {
                one.server.of("/").emit("noise");
                LockSupport.parkNanos(1_000_000);
            }
        });
        noise.start();
        TestNode three = new TestNode();
        isOver.set(true);
        long begin = System.nanoTime();
        for (int i = 0; System.nanoTime() - begin < ABBREVIATING.toNanos(); i++) {
            String round = "42[\"" + i + "\"]";
            one.server.of("/").emit(String.valueOf(i));
            one.node.createTestProbe().awaitAssert(PATIENCE, LOOK_AGAIN, () -> {
                assertThat(three.client.hears()).contains(round);
                return true;
            });
        }
    }

    @Test
    void aBroadcastIsHeardOnAllNodesOnceWhateverItsSize() {
        for (int length : new int[] {1, 90_000, 130_000, 1_000_000}) {
            String text = "x".repeat(length);
            one.server.of("/").emit("big", text);
            assertThat(one.hears()).isEqualTo("42[\"big\",\"" + text + "\"]");
            assertThat(two.hears()).isEqualTo("42[\"big\",\"" + text + "\"]");
        }
        one.server.of("/").to("r").except("s1").emit("nobody");
        one.server.of("/").to("r").emit("last");
        assertThat(one.hears()).isEqualTo("42[\"last\"]");
        assertThat(two.hears()).isEqualTo("42[\"last\"]");
    }

    @Test
    void whoComesBackToAnotherNodeIsPutOutOfTheOneBefore() {
        for (TestNode node : List.of(one, two)) {
            node.server
                    .of("/chat")
                    .use((handshake, verdict) -> verdict.admit(
                            "Ann",
                            new Return(new SessionId("p1"), handshake.auth().has("pid"))));
        }
        TestEngine before = TestEngine.open(one.server, one.lane).says("0/chat,");
        TestEngine back = TestEngine.open(two.server, two.lane).says("0/chat,{\"pid\":\"p1\"}");
        one.node.createTestProbe().awaitAssert(PATIENCE, LOOK_AGAIN, () -> {
            one.lane.run();
            assertThat(before.isClosed).isTrue();
            return true;
        });
        two.lane.run();
        assertThat(back.isClosed).isFalse();
    }
}

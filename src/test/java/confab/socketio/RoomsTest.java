package confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.engineio.EngineEnd;
import confab.protocol.socketio.NamespaceName;
import confab.relay.TestLane;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rooms and broadcasts on one node. */
final class RoomsTest {
    private final Scene scene = new Scene();
    private final TestEngine ann = scene.enter();
    private final SocketConnection annIn = scene.last();
    private final TestEngine bob = scene.enter();
    private final SocketConnection bobIn = scene.last();
    private final TestEngine cid = scene.enter();

    private List<String> whoHeard() {
        return Stream.of("ann", "bob", "cid").filter(this::heard).toList();
    }

    private boolean heard(String name) {
        TestEngine client = name.equals("ann") ? ann : name.equals("bob") ? bob : cid;
        List<String> packets = client.hears();
        assertThat(packets).hasSizeLessThanOrEqualTo(1);
        return !packets.isEmpty();
    }

    @Test
    void everybodyInTheNamespaceHearsABroadcast() {
        TestEngine elsewhere = scene.open().says("0/chat,");
        elsewhere.hears();
        scene.root.emit("x", 1);
        assertThat(ann.hears()).containsExactly("42[\"x\",1]");
        assertThat(whoHeard()).containsExactly("bob", "cid");
        assertThat(elsewhere.hears()).isEmpty();
    }

    @Test
    void aBroadcastIsOneArrayForTheWholeLane() {
        TestLane other = new TestLane();
        TestEngine dan = TestEngine.open(scene.server, other).says("0");
        scene.lane.run();
        dan.hears();
        int made = scene.lane.shared();
        scene.root.emit("x");
        assertThat(whoHeard()).hasSize(3);
        assertThat(dan.hears()).hasSize(1);
        assertThat(ann.sharedWrites).isEqualTo(1);
        assertThat(scene.lane.shared() - made).isEqualTo(1);
        assertThat(scene.lane.open()).isZero();
    }

    @Test
    void whoJoinedHearsTheRoom() {
        annIn.join("a", "b");
        bobIn.join("b");
        scene.root.to("a").emit("x");
        assertThat(whoHeard()).containsExactly("ann");
        scene.root.to("a", "b").emit("x");
        assertThat(whoHeard()).containsExactly("ann", "bob");
        scene.root.to("a").to("b").except("a").emit("x");
        assertThat(whoHeard()).containsExactly("bob");
        scene.root.except("b").emit("x");
        assertThat(whoHeard()).containsExactly("cid");
        scene.root.to("nobody").emit("x");
        assertThat(whoHeard()).isEmpty();
    }

    @Test
    void whoLeftOrIsGoneHearsItNoMore() {
        annIn.join("a");
        bobIn.join("a");
        annIn.leave("a");
        scene.root.to("a").emit("x");
        assertThat(whoHeard()).containsExactly("bob");
        bob.end(EngineEnd.TRANSPORT_CLOSE);
        bobIn.join("a");
        scene.root.to("a").emit("x");
        assertThat(whoHeard()).isEmpty();
        assertThat(bobIn.rooms()).containsExactly(bobIn.id());
    }

    @Test
    void eachConnectionIsAloneInARoomOfItsOwn() {
        annIn.join("a");
        assertThat(annIn.rooms()).containsExactlyInAnyOrder("a", annIn.id());
        scene.root.to(annIn.id()).emit("x");
        assertThat(whoHeard()).containsExactly("ann");
        scene.root.except(annIn.id()).emit("x");
        assertThat(whoHeard()).containsExactly("bob", "cid");
    }

    @Test
    void aConnectionBroadcastsToTheOthers() {
        annIn.join("a");
        bobIn.join("a");
        annIn.to("a").emit("x");
        assertThat(whoHeard()).containsExactly("bob");
        annIn.broadcast().emit("x");
        assertThat(whoHeard()).containsExactly("bob", "cid");
    }

    @Test
    void roomsOfOneNamespaceAreNotThoseOfAnother() {
        annIn.join("a");
        scene.chat.to("a").emit("x");
        assertThat(whoHeard()).isEmpty();
    }

    @Test
    void whatIsTooLargeIsRefusedAtOnce() {
        String large = "x".repeat(Scene.SETTINGS.maxPacketBytes());
        assertThatThrownBy(() -> scene.root.emit("x", large))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 1048576");
        assertThatThrownBy(() -> scene.root.to("r".repeat(32 * 1024)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rooms of 32773 bytes together, more than 32768");
    }

    @Test
    void aClientThatIsClosedByTheWriteDoesNotStopTheOthers() {
        for (TestEngine client : List.of(ann, bob)) {
            client.onWrite = () -> client.end(EngineEnd.TRANSPORT_ERROR);
        }
        scene.root.emit("x");
        assertThat(whoHeard()).containsExactly("cid");
        assertThat(annIn.isConnected()).isFalse();
        assertThat(bobIn.isConnected()).isFalse();
    }

    @Test
    void broadcastsGoToTheOtherNodesOnce() {
        List<String> published = new ArrayList<>();
        scene.server.join(
                (namespace, audience, wire) -> published.add(namespace + " " + audience.to() + " " + audience.except()
                        + " " + new String(wire, 2, wire.length - 2, java.nio.charset.StandardCharsets.UTF_8)));
        annIn.join("a");
        annIn.to("a").emit("x");
        assertThat(published).containsExactly("/ [a] [" + annIn.id() + "] 42[\"x\"]");
    }

    @Test
    void whatAnotherNodeEmitsIsHeardHere() {
        byte[] wire = Wire.of(new confab.protocol.socketio.SocketPacket.Event(
                NamespaceName.ROOT, null, "x", confab.protocol.socketio.Arguments.NONE));
        scene.server.deliver(NamespaceName.ROOT, Audience.EVERYBODY.andExcept(annIn.id()), wire);
        assertThat(whoHeard()).containsExactly("bob", "cid");
        scene.server.deliver(new NamespaceName("/unknown"), Audience.EVERYBODY, wire);
        assertThat(whoHeard()).isEmpty();
    }
}

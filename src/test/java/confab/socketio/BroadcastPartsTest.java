package confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.socketio.NamespaceName;
import confab.socketio.ClusterBroadcasts.First;
import confab.socketio.ClusterBroadcasts.More;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broadcasts in parts between nodes, of which any may get lost. */
final class BroadcastPartsTest {
    private static final int MAX_BYTES = 1_000_000;
    private static final int PART = BroadcastParts.MAX_WIRE_BYTES;
    private static final NamespaceName CHAT = new NamespaceName("/chat");

    private long nanos;
    private final BroadcastParts parts = new BroadcastParts(MAX_BYTES, Duration.ofSeconds(10), () -> nanos);
    private final List<byte[]> whole = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 92 * 1024, 92 * 1024 + 1, 2 * 92 * 1024, 500_000, MAX_BYTES})
    void whatIsCutComesTogether(int length) {
        byte[] wire = wire(length);
        List<ClusterBroadcasts.Command> messages = messages("a", 1, wire);
        assertThat(messages).hasSize((length + PART - 1) / PART);
        arrive(messages);
        assertThat(whole).containsExactly(wire);
        assertThat(parts.halves()).isZero();
    }

    @Test
    void aPartIsLessThanHalfOfWhatArteryTakes() {
        First first = (First) messages("a", 1, wire(MAX_BYTES)).get(0);
        assertThat(first.wire().length + Audience.MAX_BYTES).isLessThan(BroadcastParts.MAX_BYTES);
        assertThat(first.namespace()).isEqualTo("/chat");
        assertThat(first.to()).containsExactly("r");
        assertThat(first.except()).containsExactly("s1");
    }

    @Test
    void aLostPartLosesOneBroadcastAndNoOther() {
        byte[] next = wire(3 * PART);
        for (int lost = 0; lost < 3; lost++) {
            List<ClusterBroadcasts.Command> some = new ArrayList<>(messages("a", lost, wire(3 * PART)));
            some.remove(lost);
            arrive(some);
        }
        assertThat(whole).isEmpty();
        arrive(messages("a", 9, next));
        assertThat(whole).containsExactly(next);
        assertThat(parts.halves()).isZero();
    }

    @Test
    void aPartThatDoesNotFollowDropsItsBroadcast() {
        List<ClusterBroadcasts.Command> messages = messages("a", 1, wire(3 * PART));
        arrive(List.of(messages.get(0), messages.get(1), messages.get(1)));
        assertThat(whole).isEmpty();
        assertThat(parts.halves()).isZero();
    }

    @Test
    void partsOfTwoNodesDoNotMix() {
        byte[] one = wire(2 * PART);
        byte[] other = wire(2 * PART);
        List<ClusterBroadcasts.Command> ones = messages("a", 1, one);
        List<ClusterBroadcasts.Command> others = messages("b", 1, other);
        arrive(List.of(ones.get(0), others.get(0), others.get(1), ones.get(1)));
        assertThat(whole).containsExactly(other, one);
    }

    @Test
    void aHalfIsDroppedWhenItsRestDoesNotCome() {
        List<ClusterBroadcasts.Command> messages = messages("a", 1, wire(2 * PART));
        arrive(messages.subList(0, 1));
        nanos = Duration.ofSeconds(10).toNanos() - 1;
        parts.dropLate();
        assertThat(parts.halves()).isEqualTo(1);
        nanos++;
        parts.dropLate();
        assertThat(parts.halves()).isZero();
        arrive(messages.subList(1, 2));
        assertThat(whole).isEmpty();
    }

    @Test
    void whatClaimsTooMuchIsNotHeld() {
        arrive(List.of(first(MAX_BYTES + 1, 1), first(1, 2), first(-1, 1)));
        assertThat(parts.halves()).isZero();
        arrive(List.of(first(4, 1), new More("a", 1, 1, new byte[4])));
        assertThat(parts.halves()).isZero();
        assertThat(whole).isEmpty();
    }

    private static First first(int length, int sent) {
        return new First("a", 1, "/chat", Set.of(), Set.of(), length, new byte[sent]);
    }

    private static byte[] wire(int length) {
        byte[] wire = new byte[length];
        new Random(length).nextBytes(wire);
        return wire;
    }

    private static List<ClusterBroadcasts.Command> messages(String from, long id, byte[] wire) {
        Audience audience = Audience.EVERYBODY.andTo("r").andExcept("s1");
        return BroadcastParts.of(from, id, CHAT, audience, wire);
    }

    private void arrive(List<ClusterBroadcasts.Command> messages) {
        for (ClusterBroadcasts.Command message : messages) {
            if (message instanceof First first) {
                parts.onFirst(first, (head, wire) -> whole.add(wire));
            } else if (message instanceof More more) {
                parts.onMore(more, (head, wire) -> whole.add(wire));
            }
        }
    }
}

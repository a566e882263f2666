package confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.socketio.NamespaceName;
import org.junit.jupiter.api.Test;

final class BroadcastGateTest {
    private static final int MIB = 1 << 20;

    private boolean hasOthers = true;
    private int passed;
    private final BroadcastGate gate = new BroadcastGate(() -> hasOthers, (namespace, audience, wire) -> passed++);

    @Test
    void nothingIsSentWhereNobodyIs() {
        hasOthers = false;
        publish();
        hasOthers = true;
        publish();
        hasOthers = false;
        publish();
        assertThat(passed).isEqualTo(1);
    }

    @Test
    void soMuchWaitsForTheOtherNodesAndNoMore() {
        for (int i = 0; i < 70; i++) {
            publish();
        }
        assertThat(passed).isEqualTo(64);
        gate.sent(MIB);
        publish();
        publish();
        assertThat(passed).isEqualTo(65);
    }

    private void publish() {
        gate.publish(NamespaceName.ROOT, Audience.EVERYBODY, new byte[MIB]);
    }
}

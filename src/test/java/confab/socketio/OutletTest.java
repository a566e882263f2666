package confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import confab.engineio.EngineEnd;
import confab.model.SessionId;
import confab.protocol.CloseCode;
import confab.relay.Lane;
import confab.relay.Outlet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection as relays write to it. */
final class OutletTest {
    private static final byte[] FRAME = {(byte) 0x81, 2, '4', 'x'};

    private final Scene scene = new Scene();
    private final TestEngine client = scene.open().says("0", "0/chat,");
    private final Outlet root = scene.entered.get(0).outlet();
    private final Outlet chat = scene.entered.get(1).outlet();
    private final List<String> told = new ArrayList<>();

    private final class Noting implements Outlet.Listener {
        private final String name;

        Noting(String name) {
            this.name = name;
        }

        @Override
        public void onWritable() {
            told.add(name);
        }

        @Override
        public void onClosed() {
            told.add(name + " closed");
        }
    }

    @BeforeEach
    void listen() {
        root.listen(new Noting("root"));
        chat.listen(new Noting("chat"));
        client.hears();
    }

    @Test
    void itWritesToTheSession() {
        assertThat(root.session()).isEqualTo(new SessionId(scene.entered.get(0).id()));
        assertThat(root.lane()).isSameAs(scene.lane);
        Lane.Shared shared = scene.lane.share(FRAME, 0, FRAME.length);
        root.write(shared, 0, shared.length());
        shared.release();
        root.write(FRAME);
        root.send(FRAME);
        assertThat(client.hears()).containsExactly("4x", "4x", "4x");
        int before = client.flushes;
        root.flush();
        assertThat(client.flushes).isEqualTo(before + 1);
        client.room = 0;
        assertThat(root.isWritable()).isFalse();
    }

    @Test
    void eachInTurnIsFirstToWrite() {
        client.drain(9);
        client.drain(9);
        client.drain(9);
        assertThat(told).containsExactly("chat", "root", "root", "chat", "chat", "root");
    }

    @Test
    void whoseNamespaceIsLeftWritesNoMore() {
        client.says("1/chat,");
        chat.write(FRAME);
        chat.send(FRAME);
        Lane.Shared shared = scene.lane.share(FRAME, 0, FRAME.length);
        chat.write(shared, 0, shared.length());
        shared.release();
        assertThat(client.hears()).isEmpty();
        assertThat(chat.isWritable()).isFalse();
        assertThat(root.isWritable()).isTrue();
        client.drain(9);
        assertThat(told).containsExactly("chat closed", "root");
        chat.listen(new Noting("late"));
        assertThat(told).last().isEqualTo("late closed");
    }

    @Test
    void theEndOfTheSessionIsToldToAll() {
        client.end(EngineEnd.TRANSPORT_CLOSE);
        assertThat(told).containsExactly("root closed", "chat closed");
    }

    @ParameterizedTest
    @EnumSource
    void onlyANormalCloseLeavesTheSessionToTheOtherNamespaces(CloseCode code) {
        boolean endsAll = code != CloseCode.NORMAL;
        List<DisconnectReason> reasons = new ArrayList<>();
        scene.entered.get(1).onDisconnect(reasons::add);
        chat.send(FRAME);
        chat.close(code, "why");
        assertThat(client.hears()).startsWith("4x").hasSize(endsAll ? 1 : 2);
        assertThat(client.isClosed).isEqualTo(endsAll);
        assertThat(scene.entered.get(0).isConnected()).isNotEqualTo(endsAll);
        assertThat(reasons)
                .containsExactly(
                        switch (code) {
                            case GOING_AWAY -> DisconnectReason.SERVER_SHUTTING_DOWN;
                            case TOO_SLOW -> DisconnectReason.TRANSPORT_ERROR;
                            case NORMAL -> DisconnectReason.SERVER_NAMESPACE_DISCONNECT;
                            default -> DisconnectReason.FORCED_SERVER_CLOSE;
                        });
    }
}

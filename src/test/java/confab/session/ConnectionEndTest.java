package confab.session;

import static org.assertj.core.api.Assertions.assertThat;

import confab.socketio.DisconnectReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted of clients that go. */
final class ConnectionEndTest {
    @ParameterizedTest
    @CsvSource({
        "CLIENT_NAMESPACE_DISCONNECT, LEFT",
        "TRANSPORT_CLOSE, LOST",
        "TRANSPORT_ERROR, LOST",
        "FORCED_CLOSE, LOST",
        "PING_TIMEOUT, SILENT",
        "SERVER_SHUTTING_DOWN, GOING_AWAY",
        "SERVER_NAMESPACE_DISCONNECT, REFUSED",
        "PARSE_ERROR, REFUSED",
        "FORCED_SERVER_CLOSE, REFUSED"
    })
    void onlyWhoBrokeTheProtocolWasRefused(DisconnectReason reason, ConnectionEnd end) {
        assertThat(ConnectionEnd.of(reason)).isEqualTo(end);
    }
}

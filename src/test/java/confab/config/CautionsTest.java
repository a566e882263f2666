package confab.config;

import static confab.config.SettingsReaderTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CautionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]"})
    void onOneMachineAnyPageMayConnect(String host) {
        assertThat(Cautions.of(read("confab.edge.host = \"" + host + "\""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "chat.example.org"})
    void elsewhereItIsToldThatAnyPageMay(String host) {
        assertThat(Cautions.of(read("confab.edge.host = \"" + host + "\"")))
                .singleElement()
                .asString()
                .startsWith("Web pages of any origin may connect to " + host + ":8080;");
    }

    @Test
    void whoListsOriginsIsToldNothing() {
        assertThat(Cautions.of(read("confab.edge { host = 0.0.0.0, allowed-origins = [\"https://a.org\"] }")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void whereOtherNodesCannotReachTheChatPortItIsToldWhatTheyCannotPassOn(String host) {
        assertThat(Cautions.of(read("confab { edge.host = \"" + host + "\", node.host = \"10.0.0.1\" }")))
                .singleElement()
                .asString()
                .contains("cannot pass requests of Socket.IO clients on", "10.0.0.1", "only listens on " + host);
    }

    @Test
    void whoseChatPortOtherNodesReachIsToldNothingOfIt() {
        assertThat(
                        Cautions.of(
                                read(
                                        "confab { edge { host = 0.0.0.0, allowed-origins = [\"https://a.org\"] }, node.host = 10.0.0.1 }")))
                .isEmpty();
    }
}

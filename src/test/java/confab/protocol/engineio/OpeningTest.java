package confab.protocol.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningTest {
    /** As engine.io 6.6.4 writes it. */
    @Test
    void hasExactlyTheFiveKeysInTheirOrder() {
        Opening opening = new Opening(
                "lv_VI97HAXpY6yYWAAAC",
                List.of("websocket"),
                Duration.ofSeconds(25),
                Duration.ofSeconds(20),
                1_000_000);
        assertThat(PacketText.of(opening.packet()))
                .isEqualTo("OPEN {\"sid\":\"lv_VI97HAXpY6yYWAAAC\",\"upgrades\":[\"websocket\"],"
                        + "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    }

    @Test
    void mayHaveNothingToUpgradeTo() {
        Opening opening = new Opening("s", List.of(), Duration.ofMillis(300), Duration.ofMillis(200), 1);
        assertThat(PacketText.of(opening.packet()))
                .isEqualTo("OPEN {\"sid\":\"s\",\"upgrades\":[],\"pingInterval\":300,\"pingTimeout\":200,"
                        + "\"maxPayload\":1}");
    }
}

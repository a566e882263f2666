package confab.config;

import static confab.config.SettingsReaderTest.problems;
import static confab.config.SettingsReaderTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrossChecksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    edge.outbound-low-bytes = 128 KiB         | edge.outbound-low-bytes (131072) must be below confab.edge.outbound-high-bytes (131072)
                    edge.outbound-high-bytes = 257 MiB        | edge.outbound-high-bytes (269484032) is one connection's share and must not pass confab.edge.pinned-bytes (268435456)
                    protocol.max-body-bytes = 64 KiB          | protocol.max-body-bytes (65536) must be below confab.protocol.max-frame-bytes (65536)
                    relay.max-batch-bytes = 16 KiB            | protocol.max-body-bytes (16384) must be below confab.relay.max-batch-bytes (16384)
                    relay.retry-interval = 20s                | relay.retry-interval (20000ms) must be below confab.relay.post-timeout (20000ms)
                    relay.renew-interval = 16s                | relay.renew-interval (16000ms) must be half of confab.room.lease-duration (30000ms) or less
                    edge.port = 25520                         | edge.port and confab.node.port are both 25520: take another port
                    edge.port = 8558                          | edge.port and confab.node.management-port are both 8558: take another port
                    node.port = 8558                          | node.port and confab.node.management-port are both 8558: take another port
                    """)
    void settingsThatDoNotGoTogetherAreToldBoth(String line, String problem) {
        assertThat(problems("confab." + line)).singleElement().asString().startsWith("confab." + problem);
    }

    @Test
    void freePortsAreAllZeroAndPortsOfTwoAddressesMayBeTheSame() {
        assertThat(read("confab { edge.port = 0, node { port = 0, management-port = 0 } }")
                        .edge()
                        .port())
                .isZero();
        assertThat(read("confab { edge { host = 127.0.0.2, port = 25520 } }")
                        .edge()
                        .port())
                .isEqualTo(25520);
    }
}

package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import org.junit.jupiter.api.Test;

final class NodeAddressTest {
    @Test
    void aNodeIsKnownByItsHostAndPort() {
        assertThat(NodeAddress.of(new Address("akka", "confab", "10.0.0.1", 25520)))
                .isEqualTo("10.0.0.1:25520");
    }

    @Test
    void oneWithoutACluster() {
        assertThat(NodeAddress.of(new Address("akka", "confab"))).isEqualTo("?:0");
    }
}

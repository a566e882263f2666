package confab.config;

import static confab.config.SettingsReaderTest.problems;
import static confab.config.SettingsReaderTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CrossChecksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    edge.outbound-low-bytes = 128 KiB         | edge.outbound-low-bytes (131072) must be below confab.edge.outbound-high-bytes (131072)
                    edge.outbound-high-bytes = 257 MiB        | edge.outbound-high-bytes (269484032) is one connection's share and must not pass confab.edge.pinned-bytes (268435456)
                    engine-io.max-payload-bytes = 2 MiB       | engine-io.max-payload-bytes (2097152) must not pass confab.edge.max-request-body-bytes (1048576), as a payload is
                    protocol.max-body-bytes = 64 KiB          | protocol.max-body-bytes (65536) must be below confab.protocol.max-frame-bytes (65536)
                    relay.max-batch-bytes = 16 KiB            | protocol.max-body-bytes (16384) must be below confab.relay.max-batch-bytes (16384)
                    relay.max-batch-bytes = 132 KiB           | relay.max-batch-bytes (135168) must not pass 131072 (128 KiB): a longer batch does not fit in one message between nodes.
                    relay.retry-interval = 20s                | relay.retry-interval (20000ms) must be below confab.relay.post-timeout (20000ms)
                    relay.renew-interval = 16s                | relay.renew-interval (16000ms) must be half of confab.room.lease-duration (30000ms) or less
                    edge.port = 25520                         | edge.port and confab.node.port are both 25520: take another port
                    edge.port = 8558                          | edge.port and confab.node.management-port are both 8558: take another port
                    node.host = 0.0.0.0                       | node.host (0.0.0.0) must be one address, as the other nodes are told to reach this one there.
                    cluster.discovery = config                | cluster.discovery = config needs the management ports of the nodes in confab.cluster.contact-points.
                    cluster.discovery = kubernetes-api        | cluster.replicas is 3, but pods cannot share the embedded log in confab.log.data: name a database in
                    node.port = 8558                          | node.port and confab.node.management-port are both 8558: take another port
                    """)
    void settingsThatDoNotGoTogetherAreToldBoth(String line, String problem) {
        assertThat(problems("confab." + line)).singleElement().asString().startsWith("confab." + problem);
    }

    @Test
    void aBodyFitsBetweenNodes() {
        String roomForMore = "confab { protocol.max-frame-bytes = 1 MiB, relay.max-batch-bytes = 128 KiB }";
        assertThat(problems(roomForMore, "confab.protocol.max-body-bytes = 98305"))
                .containsExactly("confab.protocol.max-body-bytes (98305) must not pass 98304 (96 KiB): "
                        + "a longer body does not fit in one message between nodes.");
        assertThat(read(roomForMore, "confab.protocol.max-body-bytes = 96 KiB")
                        .protocol()
                        .maxBodyBytes())
                .isEqualTo(98304);
    }

    @Test
    void aPollIsNotCutOffWhileItWaits() {
        assertThat(problems("confab { edge.idle-timeout = 20s, engine-io.ping-interval = 20s }"))
                .containsExactly("confab.edge.idle-timeout (20000ms) must be above confab.engine-io.ping-interval "
                        + "(20000ms), as a poll may wait for its answer as long.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "[::]"})
    void everyAddressIsAlsoThatOfTheNode(String host) {
        assertThat(problems("confab.edge { host = \"" + host + "\", port = 25520 }"))
                .containsExactly("confab.edge.port and confab.node.port are both 25520: take another port.");
    }

    @Test
    void aNodeLooksForItsClusterInOneWay() {
        String list = "confab.cluster { discovery = config, contact-points = [\"a:8558\"] }";
        assertThat(read(list).cluster().contactPoints()).containsExactly(new Settings.HostPort("a", 8558));
        assertThat(problems(list, "confab.node.seeds = [\"b:25520\"]"))
                .containsExactly("confab.cluster.discovery = config and confab.node.seeds exclude each other: "
                        + "leave one of them out.");
        assertThat(problems(list, "confab.node.management-port = 0"))
                .containsExactly(
                        "confab.cluster.discovery = config needs a port in confab.node.management-port, as nodes "
                                + "find each other there; found 0.");
    }

    @Test
    void podsShareADatabaseOrAreOne() {
        String pods = "confab.cluster.discovery = kubernetes-api";
        assertThat(read(pods, "confab.log.database = \"jdbc:postgresql:chat\"")
                        .cluster()
                        .replicas())
                .isEqualTo(3);
        assertThat(read(pods, "confab.cluster.replicas = 1").log().engine()).isEqualTo(Settings.Engine.SQLITE);
    }

    @Test
    void drainingEndsBeforeAkkaStopsWaiting() {
        String phase = "akka.coordinated-shutdown.phases.service-requests-done.timeout = ";
        assertThat(problems(phase + "11s", "confab.drain.window = 4001ms"))
                .containsExactly(
                        "confab.drain.window (4001ms) and confab.drain.close-after (5000ms) must leave 2000ms of "
                                + "akka.coordinated-shutdown.phases.service-requests-done.timeout (11000ms): set that too.");
        assertThat(read(phase + "11s", "confab.drain.window = 4s").drain().window())
                .hasSeconds(4);
        assertThat(read(phase + "1m", "confab.drain.window = 50s").drain().window())
                .hasSeconds(50);
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

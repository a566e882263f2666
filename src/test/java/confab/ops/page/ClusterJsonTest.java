package confab.ops.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClusterJsonTest {
    private static final NodeHistory.Recalled TOLD = new NodeHistory.Recalled(
            List.of("rooms", "posts"),
            List.of(3.0, Double.NaN),
            List.of(
                    NodeHistory.Sample.of(7, new double[] {2, 0.123456}),
                    NodeHistory.Sample.of(8, new double[] {2e12, Double.POSITIVE_INFINITY})));

    @Test
    void nodesAreToldWithWhatTheySaidAndNullForWhatIsNotKnown() {
        assertThat(nodes(new ClusterLook.Node("h:1", "up", "1.2", true, Optional.of(TOLD))))
                .isEqualTo("{\"at\":80000,\"self\":\"h:1\",\"interval\":10000,\"kept\":360,\"nodes\":["
                        + "{\"address\":\"h:1\",\"state\":\"up\",\"version\":\"1.2\",\"oldest\":true,\"silent\":false,"
                        + "\"series\":[\"rooms\",\"posts\"],\"now\":[3,null],"
                        + "\"samples\":[[7,2,0.1235],[8,2000000000000,null]]}]}");
    }

    @Test
    void aNodeThatSaidNothingIsSilent() {
        assertThat(nodes(new ClusterLook.Node("h:2", "leaving", "0.0.0", false, Optional.empty())))
                .contains("\"state\":\"leaving\"", "\"silent\":true,\"series\":[],\"now\":[],\"samples\":[]");
    }

    private static String nodes(ClusterLook.Node node) {
        return ClusterJson.of(Instant.ofEpochMilli(80_000), "h:1", List.of(node));
    }
}

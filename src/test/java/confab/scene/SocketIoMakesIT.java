package confab.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That each client runs, and tells what became of it. */
final class SocketIoMakesIT {
    @ParameterizedTest
    @EnumSource
    void aClientWithoutAServerSaysSoAndTriesAgain(SocketIoMake make) {
        assumeTrue(make.absence().isEmpty(), () -> "skipped: " + make.absence().orElseThrow());
        Place nobody = Place.onLoopback();
        try (SocketIoClient client = make.open(nobody, "/", SocketIoClient.Way.POLLING, Map.of())) {
            assertThat(client.awaitState("connect_error").path("message").asText())
                    .containsIgnoringCase("xhr poll error");
            client.awaitState("connect_error");
        }
    }

    @Test
    void whatAClientNeedsIsSaid() {
        assertThat(JsSocketIo.absence("no-such-client")).get().asString().contains("no-such-client", "npm");
        assertThat(SocketIoMake.JAVA.absence()).isEmpty();
    }
}

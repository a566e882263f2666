package confab.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Who is waited for, and for how long. */
final class SlowClientsTest {
    @Test
    void requestsOfAClientThatReadsNoAnswersAreLeftWhereTheyAre() {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            byte[] request = ("GET /big HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(3_500) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            int requests = 8_000;
            assertThat(client.isHeldUp(requests, request, 3_000)).isTrue();
            assertThat(server.bigs).hasValueLessThan(requests / 2);
            for (int i = 0; i < 1_000; i++) {
                assertThat(client.answer()).endsWith("x".repeat(TestServer.BIG_BYTES));
            }
        }
    }
}

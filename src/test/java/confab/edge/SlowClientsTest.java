package confab.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Who is waited for, and for how long. */
final class SlowClientsTest {
    private static final int ROUNDS = 24;

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

    @Test
    void aClientIsNotBlamedForARouteThatDoesNotReadYet() throws Exception {
        try (TestServer hasty = hasty("3s");
                RawClient slow = hasty.connect();
                RawClient expecting = hasty.connect();
                RawClient clock = hasty.connect()) {
            slow.lines("POST /length-when-let HTTP/1.1", "Host: x", "Content-Length: 90000", "");
            slow.send(new byte[45_000]);
            expecting.lines(
                    "POST /length-when-let HTTP/1.1", "Host: x", "Content-Length: 3", "Expect: 100-continue", "");
            pass(clock);
            hasty.let.complete(null);
            assertThat(expecting.head()).startsWith("HTTP/1.1 100");
            expecting.send(new byte[3]);
            slow.send(new byte[45_000]);
            assertThat(expecting.answer()).startsWith("HTTP/1.1 200").endsWith("\n3");
            assertThat(slow.answer()).startsWith("HTTP/1.1 200").endsWith("\n90000");
        }
    }

    @Test
    void aBodyThatComesByteForByteIsTooSlowAllTheSame() {
        try (TestServer hasty = hasty("1s");
                RawClient trickling = hasty.connect();
                RawClient clock = hasty.connect()) {
            trickling.lines("POST /length HTTP/1.1", "Host: x", "Content-Length: 1000", "");
            for (int i = 0; i < 5 * ROUNDS && !trickling.hasHeard(); i++) {
                trickling.send(new byte[1]);
                late(clock);
            }
            assertThat(trickling.hasHeard()).as("while it still sends").isTrue();
            assertThat(trickling.head()).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void theLastAnswerIsNotCutForASlowReader() {
        try (TestServer server = new TestServer("idle-timeout = 5s");
                RawClient slow = server.connect();
                RawClient clock = server.connect()) {
            slow.lines("GET /huge HTTP/1.1", "Host: x", "Connection: close", "");
            slow.head();
            int read = 0;
            for (int i = 0; i < 2 * ROUNDS; i++) {
                read += slow.text(300_000).length();
                late(clock);
            }
            assertThat(read + slow.rest().length()).isEqualTo(TestServer.HUGE_BYTES);
        }
    }

    private static TestServer hasty(String requestTimeout) {
        return new TestServer("request-timeout = " + requestTimeout, "idle-timeout = 60s");
    }

    /** More than four seconds, by the server's own clock. */
    private static void pass(RawClient clock) {
        for (int i = 0; i < ROUNDS; i++) {
            late(clock);
        }
    }

    private static void late(RawClient clock) {
        clock.lines("GET /late HTTP/1.1", "Host: x", "");
        assertThat(clock.answer()).endsWith("\nlate");
    }
}

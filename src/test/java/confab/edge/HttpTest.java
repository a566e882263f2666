package confab.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** HTTP on real sockets. */
final class HttpTest {
    private static final TestServer SERVER = new TestServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aConnectionIsKeptAndRequestsInOneWriteAreAnsweredInOrder() {
        try (RawClient client = SERVER.connect()) {
            client.lines(
                    "GET /late HTTP/1.1",
                    "Host: x",
                    "",
                    "GET /a HTTP/1.1",
                    "Host: x",
                    "",
                    "GET /b?q=1 HTTP/1.1",
                    "Host: x",
                    "");
            assertThat(client.answer()).startsWith("HTTP/1.1 200").endsWith("\nlate");
            assertThat(client.answer()).endsWith("\nGET /a");
            assertThat(client.answer()).endsWith("\nGET /b?q=1").contains("server: confab", "date: ");
            client.lines("GET /c HTTP/1.1", "Host: x", "Connection: close", "");
            assertThat(client.answer()).contains("connection: close").endsWith("\nGET /c");
            assertThat(client.hasEnded()).isTrue();
        }
    }

    @Test
    void headIsAnsweredWithTheLengthAndNoBody() {
        try (RawClient client = SERVER.connect()) {
            client.lines("HEAD /a HTTP/1.1", "Host: x", "");
            assertThat(client.head()).contains("content-length: 7");
            client.lines("HEAD /chunks HTTP/1.1", "Host: x", "");
            assertThat(client.head()).contains("transfer-encoding: chunked");
            client.lines("GET /b HTTP/1.1", "Host: x", "");
            assertThat(client.answer()).endsWith("\nGET /b");
        }
    }

    @Test
    void bodiesAreStreamedIn() {
        try (RawClient client = SERVER.connect()) {
            client.lines("POST /length HTTP/1.1", "Host: x", "Content-Length: 90000", "");
            client.send(new byte[45_000]);
            client.send(new byte[45_000]);
            assertThat(client.answer()).endsWith("\n90000");
            client.lines("POST /length HTTP/1.1", "Host: x", "Transfer-Encoding: chunked", "", "5", "hello", "0", "");
            assertThat(client.answer()).endsWith("\n5");
        }
    }

    @Test
    void whoExpectsAWordBeforeTheBodyGetsIt() {
        try (RawClient client = SERVER.connect()) {
            client.lines("POST /length HTTP/1.1", "Host: x", "Content-Length: 3", "Expect: 100-continue", "");
            assertThat(client.head()).startsWith("HTTP/1.1 100");
            client.send(new byte[3]);
            assertThat(client.answer()).endsWith("\n3");
            client.lines("POST /length HTTP/1.1", "Host: x", "Content-Length: 3", "Expect: a-miracle", "");
            assertThat(client.head()).startsWith("HTTP/1.1 417");
        }
    }

    @Test
    void aBodyThatNobodyReadIsNotTakenForTheNextRequest() {
        try (RawClient client = SERVER.connect()) {
            client.lines("POST /a HTTP/1.1", "Host: x", "Content-Length: 30", "", "GET /evil HTTP/1.1");
            assertThat(client.answer()).endsWith("\nPOST /a").contains("connection: close");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void answersAreStreamedOutInChunks() {
        try (RawClient client = SERVER.connect()) {
            client.lines("GET /chunks HTTP/1.1", "Host: x", "", "GET /b HTTP/1.1", "Host: x", "Connection: close", "");
            assertThat(client.rest())
                    .contains("transfer-encoding: chunked")
                    .contains("\r\n\r\n5\r\npart1\r\n5\r\npart2\r\n5\r\npart3\r\n0\r\n\r\nHTTP/1.1 200")
                    .endsWith("GET /b");
        }
    }

    @Test
    void anOldClientReadsAStreamToTheEndOfTheConnection() {
        try (RawClient client = SERVER.connect()) {
            client.lines("GET /chunks HTTP/1.0", "");
            assertThat(client.rest()).endsWith("\r\n\r\npart1part2part3").contains("connection: close");
        }
    }

    @Test
    void anAnswerIsMadeNoFasterThanItIsRead() {
        try (RawClient client = SERVER.connect()) {
            int before = SERVER.pulled.get();
            client.lines("GET /endless HTTP/1.1", "Host: x", "");
            client.head();
            assertThat(awaitStill()).as("chunks of 8 KiB made").isBetween(before + 1, before + 1_200);
            client.text(1 << 20);
        }
    }

    @Test
    void anAnswerThatBreaksOffEndsTheConnection() {
        try (RawClient client = SERVER.connect()) {
            client.lines("GET /broken HTTP/1.1", "Host: x", "");
            assertThat(client.rest()).startsWith("HTTP/1.1 200").doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void whatIsLoggedOfAFailingRouteIsItsPathWithoutTheQuery() {
        Logger logger = (Logger) LoggerFactory.getLogger(Exchange.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        try (RawClient client = SERVER.connect()) {
            client.lines("GET /fails?token=abc HTTP/1.1", "Host: x", "");
            assertThat(client.rest()).startsWith("HTTP/1.1 500");
        } finally {
            logger.detachAppender(logged);
        }
        assertThat(logged.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getKeyValuePairs()).hasToString("[path=\"/fails\"]"));
    }

    @Test
    void aFailingRouteIsA500WithoutDetailsForThatConnectionOnly() {
        try (RawClient throwing = SERVER.connect();
                RawClient failing = SERVER.connect();
                RawClient other = SERVER.connect()) {
            throwing.lines("GET /throws HTTP/1.1", "Host: x", "");
            failing.lines("GET /fails HTTP/1.1", "Host: x", "");
            assertThat(throwing.rest()).startsWith("HTTP/1.1 500").doesNotContain("secret");
            assertThat(failing.rest()).startsWith("HTTP/1.1 500").doesNotContain("secret");
            other.lines("GET /a HTTP/1.1", "Host: x", "");
            assertThat(other.answer()).endsWith("\nGET /a");
        }
    }

    @Test
    void whatIsNotHttpIsRefused() {
        assertRefused("400", "nonsense");
        assertRefused("400", "GET /a HTTP/1.1", "Host: x", "Content-Length: 1", "Content-Length: 2", "");
        assertRefused("400", "GET /a HTTP/1.1", "Host: x", "Content-Length: -1", "");
        assertRefused("400", "GET /a HTTP/1.1", "Host: x", "Content Length: 1", "");
        assertRefused("400", "GET /%zz HTTP/1.1", "Host: x", "");
        assertRefused("400", "GET //evil/a HTTP/1.1", "Host: x", "");
        assertRefused("400", "GET /a HTTP/1.1");
        assertRefused("400", "GET /a HTTP/1.1", "Host: x", "Host: y");
        assertRefused("400", "CONNECT x:80 HTTP/1.1", "Host: x", "");
        assertRefused(
                "400", "POST /a HTTP/1.1", "Host: x", "Content-Length: 3", "Transfer-Encoding: chunked", "", "0", "");
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertRefused("414", "GET /" + "x".repeat(TestServer.MAX_HEADER_BYTES) + " HTTP/1.1", "Host: x", "");
        assertRefused("431", "GET / HTTP/1.1", "X: " + "x".repeat(TestServer.MAX_HEADER_BYTES), "");
        assertRefused("413", "POST /length HTTP/1.1", "Host: x", "Content-Length: 100001", "");
        try (RawClient client = SERVER.connect()) {
            client.lines("POST /length HTTP/1.1", "Host: x", "Transfer-Encoding: chunked", "");
            client.lines("18700", "x".repeat(0x18700), "0", "");
            assertThat(client.rest()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void aTargetWithAHostIsTakenByItsPath() {
        try (RawClient client = SERVER.connect()) {
            client.lines("GET http://x/abs HTTP/1.1", "Host: x", "");
            assertThat(client.answer()).endsWith("\nGET /abs");
        }
    }

    @Test
    void slowClientsAreNotWaitedForAndIdleOnesAreClosed() {
        try (TestServer hasty = new TestServer("request-timeout = 1s", "idle-timeout = 2s");
                RawClient slowHead = hasty.connect();
                RawClient slowBody = hasty.connect();
                RawClient idle = hasty.connect();
                RawClient silent = hasty.connect()) {
            slowHead.send("GET /a HT".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            slowBody.lines("POST /length HTTP/1.1", "Host: x", "Content-Length: 10", "", "x");
            idle.lines("GET /a HTTP/1.1", "Host: x", "");
            assertThat(idle.answer()).endsWith("\nGET /a");
            assertThat(slowHead.rest()).startsWith("HTTP/1.1 408");
            assertThat(slowBody.rest()).startsWith("HTTP/1.1 408");
            assertThat(idle.hasEnded()).isTrue();
            assertThat(silent.hasEnded()).isTrue();
            awaitConnections(hasty, 0);
        }
    }

    @Test
    void aClientThatGoesAwayLeavesNothingBehind() {
        try (TestServer own = new TestServer()) {
            for (int i = 0; i < 20; i++) {
                RawClient client = own.connect();
                client.lines("GET /endless HTTP/1.1", "Host: x", "");
                client.head();
                client.close();
            }
            awaitConnections(own, 0);
        }
    }

    static void awaitConnections(TestServer server, int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (server.server().connections() != count) {
            assertThat(System.nanoTime()).as("connections go down to " + count).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Waits until nothing more is pulled for a moment. */
    private static int awaitStill() {
        int last = -1;
        long since = System.nanoTime();
        while (System.nanoTime() - since < Duration.ofMillis(300).toNanos()) {
            int now = SERVER.pulled.get();
            if (now != last) {
                last = now;
                since = System.nanoTime();
            }
            Thread.onSpinWait();
        }
        return last;
    }

    private static void assertRefused(String status, String... lines) {
        try (RawClient client = SERVER.connect()) {
            client.lines(lines).lines("");
            assertThat(client.rest()).as(lines[0]).startsWith("HTTP/1.1 " + status);
        }
    }
}

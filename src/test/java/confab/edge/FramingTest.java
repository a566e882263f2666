package confab.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Where a request and an answer end; who gets that wrong reads bytes of one as another. */
final class FramingTest {
    private static final TestServer SERVER = new TestServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aRefusalAfterHeadHasItsBody() {
        try (RawClient client = SERVER.connect()) {
            client.lines("HEAD /a HTTP/1.1", "Host: x", "", "nonsense", "");
            client.head();
            assertThat(client.rest()).startsWith("HTTP/1.1 400").endsWith("this is not HTTP/1.1\n");
        }
    }

    @Test
    void aRefusalOfHeadHasNone() {
        for (String path : new String[] {"/fails", "/%zz"}) {
            try (RawClient client = SERVER.connect()) {
                client.lines("HEAD " + path + " HTTP/1.1", "Host: x", "");
                assertThat(client.rest()).as(path).startsWith("HTTP/1.1 ").endsWith("\r\n\r\n");
            }
        }
    }

    @Test
    void anotherVersionIsNotSpoken() {
        for (String version : new String[] {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9"}) {
            try (RawClient client = SERVER.connect()) {
                client.lines("GET /a " + version, "Host: x", "");
                assertThat(client.rest()).as(version).startsWith("HTTP/1.1 505");
            }
        }
        try (RawClient client = SERVER.connect()) {
            client.lines("GET /a RTSP/1.0", "Host: x", "");
            assertThat(client.rest()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void aHandshakeWithABodyIsRefusedAndTheBodyIsNoFrame() {
        String handshake = new String(RawClient.handshake(), StandardCharsets.US_ASCII)
                .replace("Host: x", "Host: x\r\nContent-Length: 7");
        try (RawClient client = SERVER.connect()) {
            client.send(handshake.getBytes(StandardCharsets.US_ASCII), RawClient.text("x"));
            assertThat(client.rest()).startsWith("HTTP/1.1 400");
            assertThat(SERVER.connections).isEmpty();
        }
    }

    @Test
    void aBodyInACodingThatIsNotSpokenIsNotTakenForTheNextRequest() {
        for (String coding : new String[] {"gzip", "identity", "gzip, chunked", "chunked, chunked", "xchunked"}) {
            try (RawClient client = SERVER.connect()) {
                client.lines("POST /a HTTP/1.1", "Host: x", "Transfer-Encoding: " + coding, "");
                client.lines("GET /evil HTTP/1.1", "Host: x", "");
                assertThat(client.rest())
                        .as(coding)
                        .matches("(?s)HTTP/1.1 (400|501) .*")
                        .doesNotContain("evil", "HTTP/1.1 200");
            }
        }
    }

    @Test
    void aBodyPackedBeforeItWasCutInChunksIsNotGivenToTheRoute() {
        for (String coding : new String[] {
            "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked"
        }) {
            try (RawClient client = SERVER.connect()) {
                client.lines("POST /length HTTP/1.1", "Host: x", coding, "", "5", "hello", "0", "");
                assertThat(client.rest()).as(coding).startsWith("HTTP/1.1 501");
            }
        }
    }

    @Test
    void aLengthThatIsNoneIsRefused() {
        for (String length : new String[] {"+5", "0x5", "5, 6", "99999999999999999999", "5 5", "five"}) {
            try (RawClient client = SERVER.connect()) {
                client.lines("POST /length HTTP/1.1", "Host: x", "Content-Length: " + length, "", "hello");
                assertThat(client.rest()).as(length).startsWith("HTTP/1.1 400");
            }
        }
    }

    @Test
    void whatFollowsARefusedRequestIsNotServed() {
        try (RawClient client = SERVER.connect()) {
            int before = SERVER.bigs.get();
            client.lines("nonsense", "", "GET /big HTTP/1.1", "Host: x", "", "GET /big HTTP/1.1", "Host: x", "");
            assertThat(client.rest()).startsWith("HTTP/1.1 400").doesNotContain("HTTP/1.1 200");
            assertThat(SERVER.bigs).hasValue(before);
        }
    }

    @Test
    void anOldVersionThatNamesACodingIsNotKept() {
        try (RawClient client = SERVER.connect()) {
            client.lines(
                    "POST /length HTTP/1.0", "Host: x", "Transfer-Encoding: chunked", "Connection: keep-alive", "");
            client.lines("5", "hello", "0", "");
            assertThat(client.rest()).matches("(?s)HTTP/1.1 [24]00 .*");
        }
    }
}

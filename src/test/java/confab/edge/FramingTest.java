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
}

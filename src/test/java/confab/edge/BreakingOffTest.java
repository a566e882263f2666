package confab.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.http.javadsl.model.headers.Connection;
import confab.protocol.CloseCode;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What one side begins and the other does not go through with. */
final class BreakingOffTest {
    @Test
    void aRouteThatWantsNoMoreOfABodyIsStillHeard() {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.lines("POST /first-byte HTTP/1.1", "Host: x", "Content-Length: 50000", "", "x");
            assertThat(client.answer()).contains("connection: close").endsWith("\nfirst x");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aRouteThatAnsweredHearsThatTheRestOfTheBodyDoesNotCome() {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.lines("POST /reads-on HTTP/1.1", "Host: x", "Content-Length: 50000", "", "x");
            assertThat(client.answer()).contains("connection: close").endsWith("\nearly");
            assertThat(client.rest()).isEmpty();
            assertThatThrownBy(() -> server.bodyEnded.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void aStreamedAnswerToAClientThatHasGoneIsCancelled() throws Exception {
        try (TestServer server = new TestServer()) {
            try (RawClient client = server.connect()) {
                client.lines("GET /a HTTP/1.1", "Host: x", "", "GET /when-let HTTP/1.1", "Host: x", "");
                client.answer();
            }
            // Until it is written to, it may be one that has only said all.
            server.let.complete(null);
            server.endlessEnded.get(20, TimeUnit.SECONDS);
            HttpTest.awaitConnections(server, 0);
        }
    }

    @Test
    void headOfAnEndlessAnswerDoesNotDrainIt() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.lines("HEAD /endless HTTP/1.1", "Host: x", "");
            assertThat(client.head()).startsWith("HTTP/1.1 200");
            server.endlessEnded.get(20, TimeUnit.SECONDS);
            client.lines("GET /a HTTP/1.1", "Host: x", "");
            assertThat(client.answer()).endsWith("\nGET /a");
        }
    }

    @Test
    void anAnswerThatCannotBeWrittenClosesTheConnection() {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.lines("GET /bad-header HTTP/1.1", "Host: x", "");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aRouteMayCloseTheConnectionWithItsAnswer() {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            server.owned = request -> TestServer.done(TestServer.text("no more").addHeader(Connection.create("close")));
            client.lines("GET /owned HTTP/1.1", "Host: x", "");
            assertThat(client.rest()).containsOnlyOnce("connection: close").endsWith("no more");
        }
    }

    @Test
    void betweenRequestsAClientIsNotToldThatItIsSlow() {
        try (TestServer hasty = new TestServer("request-timeout = 1s", "idle-timeout = 2s");
                RawClient client = hasty.connect()) {
            client.lines("POST /length HTTP/1.1", "Host: x", "Content-Length: 3", "Expect: 100-continue", "");
            client.head();
            client.send(new byte[3]);
            assertThat(client.answer()).endsWith("\n3");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void aConnectionOutlivedByItsSessionTakesWhatIsSent() {
        TestServer server = new TestServer();
        try (RawClient client = server.connect()) {
            client.upgrade();
            ChatSocket connection = server.connection();
            server.close();
            assertThatCode(() -> {
                        connection.send(new byte[1]);
                        connection.close(CloseCode.GOING_AWAY, "late");
                    })
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aClientThatHasSaidAllGetsAllItsAnswers() {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.lines("GET /late HTTP/1.1", "Host: x", "", "GET /big HTTP/1.1", "Host: x", "", "GET /a HTTP/1.1");
            client.lines("Host: x", "").shutOutput();
            assertThat(client.answer()).endsWith("\nlate");
            assertThat(client.answer()).endsWith("x".repeat(TestServer.BIG_BYTES));
            assertThat(client.answer()).endsWith("\nGET /a");
            assertThat(client.hasEnded()).isTrue();
        }
    }

    @Test
    void aBodyThatEndsTooSoonIsNone() {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.lines("POST /length HTTP/1.1", "Host: x", "Content-Length: 10", "", "abc")
                    .shutOutput();
            assertThat(client.rest()).doesNotContain("HTTP/1.1 200");
            HttpTest.awaitConnections(server, 0);
        }
    }

    @Test
    void aClientThatSaysNoMoreBetweenRequestsIsGone() {
        try (TestServer server = new TestServer();
                RawClient silent = server.connect();
                RawClient begun = server.connect();
                RawClient served = server.connect()) {
            silent.shutOutput();
            begun.lines("GET /a HTTP/1.1").shutOutput();
            served.lines("GET /a HTTP/1.1", "Host: x", "");
            served.answer();
            served.shutOutput();
            HttpTest.awaitConnections(server, 0);
        }
    }

    @Test
    void aWebSocketThatEndsWithoutACloseIsNoticed() {
        try (TestServer server = new TestServer();
                RawClient read = server.connect().upgrade();
                RawClient early = server.connect()) {
            server.readAll(server.connection());
            read.shutOutput();
            early.send(RawClient.handshake()).shutOutput();
            HttpTest.awaitConnections(server, 0);
        }
    }
}

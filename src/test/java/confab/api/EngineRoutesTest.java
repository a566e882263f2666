package confab.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.engineio.EngineEcho;
import confab.engineio.EngineGate;
import confab.engineio.EngineServer;
import confab.engineio.Owners;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Engine.IO over real sockets, with sessions that say back what they hear. */
final class EngineRoutesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final EngineServer SERVER = new EngineServer(
            EngineEcho::new,
            handshake -> CompletableFuture.completedStage(
                    handshake.query().containsKey("bad") ? Optional.of("not you") : Optional.empty()),
            Owners.alone(),
            "edge { port = 0, event-loops = 2, allowed-origins = \"https://chat.example\" }",
            "engine-io { max-payload-bytes = 2000, cookie = io }");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aSessionOpensWithOrWithoutTheSlash() throws Exception {
        for (String path : new String[] {"/engine.io/", "/engine.io"}) {
            HttpResponse<String> answer = get(path + "?EIO=4&transport=polling");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .matches("0\\{\"sid\":\"[^\"]+\",\"upgrades\":\\[\"websocket\"],\"pingInterval\":25000,"
                            + "\"pingTimeout\":20000,\"maxPayload\":2000}");
            assertThat(header(answer, "content-type")).isEqualTo("text/plain; charset=UTF-8");
            assertThat(header(answer, "cache-control")).isEqualTo("no-store");
            assertThat(header(answer, "set-cookie"))
                    .isEqualTo("io=" + sid(answer) + "; Path=/; HttpOnly; SameSite=Lax");
            assertThat(header(answer, "access-control-allow-origin")).isEmpty();
        }
        assertThat(get("/engine.io/x?EIO=4&transport=polling").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsPostedComesBackInThePoll() throws Exception {
        String session = open();
        CompletableFuture<HttpResponse<String>> poll =
                client.sendAsync(request(session).build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> posted = post(session, "4hello\u001ebAQIDBA==");
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(posted.body()).isEqualTo("ok");
        assertThat(header(posted, "content-type")).startsWith("text/html");
        HttpResponse<String> polled = poll.get(20, TimeUnit.SECONDS);
        String body = polled.body();
        assertThat(body).isEqualTo("4hello\u001ebAQIDBA==");
        assertThat(header(polled, "set-cookie")).isEmpty();
    }

    @Test
    void aBodyThatIsTooLongIs413AndTheSessionGoesOn() throws Exception {
        String session = open();
        assertThat(post(session, "4" + "x".repeat(2_000)).statusCode()).isEqualTo(413);
        assertThat(post(session, "4" + "x".repeat(1_999)).body()).isEqualTo("ok");
        assertThat(get(session).body()).hasSize(2_000);
    }

    @Test
    void aBodyOfBytesClosesAndOneOfUnsaidTypeDoesNot() throws Exception {
        String session = open();
        assertThat(post(session, "4a").statusCode()).isEqualTo(200);
        HttpResponse<String> bytes = send(request(session)
                .header("content-type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString("4a")));
        assertThat(bytes.statusCode()).isEqualTo(400);
        assertThat(get(session).body()).isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
    }

    @Test
    void errorsBearTheReferencesBodies() throws Exception {
        HttpResponse<String> version = get("/engine.io/?EIO=3&transport=polling");
        assertThat(version.statusCode()).isEqualTo(400);
        assertThat(header(version, "content-type")).isEqualTo("application/json");
        assertThat(version.body()).isEqualTo("{\"code\":5,\"message\":\"Unsupported protocol version\"}");
        assertThat(get("/engine.io/").body()).isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
        assertThat(post("/engine.io/?EIO=4&transport=polling", "4a").body())
                .isEqualTo("{\"code\":2,\"message\":\"Bad handshake method\"}");
        assertThat(get("/engine.io/?EIO=4&transport=websocket").body())
                .isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
        HttpResponse<String> forbidden = get("/engine.io/?EIO=4&transport=polling&bad");
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(forbidden.body()).isEqualTo("{\"code\":4,\"message\":\"not you\"}");
    }

    @Test
    void aWebSocketThatMayNotOpenIsRefusedWithTheBareMessage() {
        assertThatThrownBy(() -> connect("?EIO=3&transport=websocket", new Heard()))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> {
                    assertThat(refused.getResponse().statusCode()).isEqualTo(400);
                    assertThat(refused.getResponse().headers().firstValue("content-length"))
                            .contains("" + "Unsupported protocol version".length());
                });
        assertThatThrownBy(() -> connect("?EIO=4&transport=websocket&sid=x", new Heard()))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void pagesOfAllowedOriginsMayReadAndOthersMayNotConnect() throws Exception {
        HttpResponse<String> allowed =
                send(request("/engine.io/?EIO=4&transport=polling").header("origin", "https://chat.example"));
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(header(allowed, "access-control-allow-origin")).isEqualTo("https://chat.example");
        assertThat(header(allowed, "access-control-allow-credentials")).isEqualTo("true");
        assertThat(header(allowed, "vary")).isEqualTo("Origin");
        HttpResponse<String> refused =
                send(request("/engine.io/?EIO=4&transport=polling").header("origin", "https://evil.example"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).isEqualTo("{\"code\":4,\"message\":\"Forbidden\"}");
        assertThat(header(refused, "access-control-allow-origin")).isEmpty();
    }

    @Test
    void aPreflightIsToldThatAllItAsksForIsAllowed() throws Exception {
        HttpResponse<String> allowed = preflight("https://chat.example");
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(header(allowed, "access-control-allow-origin")).isEqualTo("https://chat.example");
        assertThat(header(allowed, "access-control-allow-methods")).isEqualTo("POST");
        assertThat(header(allowed, "access-control-allow-headers")).isEqualTo("x-token");
        HttpResponse<String> other = preflight("https://evil.example");
        assertThat(header(other, "access-control-allow-origin")).isEmpty();
        assertThat(header(other, "access-control-allow-methods")).isEmpty();
    }

    @Test
    void aWebSocketSpeaksFromTheStart() throws Exception {
        Heard heard = new Heard();
        WebSocket socket = connect("?EIO=4&transport=websocket", heard);
        assertThat(heard.next()).startsWith("0{\"sid\":").contains("\"upgrades\":[]");
        socket.sendText("4hello", true).join();
        assertThat(heard.next()).isEqualTo("4hello");
        socket.sendText("x", true).join();
        assertThat(heard.next()).isEqualTo("closed 1002 parse error");
    }

    @Test
    void aSessionThatPolledGoesOnOnAWebSocket() throws Exception {
        for (int i = 0; i < 10; i++) {
            String session = open();
            CompletableFuture<HttpResponse<String>> held =
                    client.sendAsync(request(session).build(), HttpResponse.BodyHandlers.ofString());
            Heard heard = new Heard();
            WebSocket socket = connect(session.substring(session.indexOf('?')).replace("polling", "websocket"), heard);
            socket.sendText("2probe", true).join();
            assertThat(heard.next()).isEqualTo("3probe");
            assertThat(held.get(20, TimeUnit.SECONDS).body()).isEqualTo("6");
            socket.sendText("5", true).join();
            // At the same moment, on another connection.
            assertThat(get(session).statusCode()).isEqualTo(400);
            socket.sendText("4hello", true).join();
            assertThat(heard.next()).isEqualTo("4hello");
            socket.abort();
        }
    }

    @Test
    void aPollThatIsGivenUpClosesItsSession() throws Exception {
        String session = open();
        int before = SERVER.sessions().size();
        try (java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.getOutputStream()
                    .write(("GET " + session + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(post(session, "4a").body()).isEqualTo("ok");
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            socket.getOutputStream()
                    .write(("GET " + session + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        long start = System.nanoTime();
        while (SERVER.sessions().size() >= before && System.nanoTime() - start < PATIENCE.toNanos()) {
            Thread.onSpinWait();
        }
        assertThat(get(session).statusCode()).isEqualTo(400);
    }

    @Test
    void anotherNodePassesOnWhatItDoesNotOwn() throws Exception {
        InetSocketAddress owner = new InetSocketAddress(InetAddress.getLoopbackAddress(), SERVER.port());
        String session = open();
        try (EngineServer hop = new EngineServer(
                EngineEcho::new,
                EngineGate.ofOrigins(Set.of()),
                sid -> new Owners.Elsewhere(owner),
                "edge { port = 0, event-loops = 2 }")) {
            URI there = URI.create("http://127.0.0.1:" + hop.port() + session);
            assertThat(send(HttpRequest.newBuilder(there).POST(HttpRequest.BodyPublishers.ofString("4hello")))
                            .body())
                    .isEqualTo("ok");
            assertThat(send(HttpRequest.newBuilder(there)).body()).isEqualTo("4hello");
            String unknown = "http://127.0.0.1:" + hop.port() + "/engine.io/?EIO=4&transport=polling&sid=x";
            assertThat(send(HttpRequest.newBuilder(URI.create(unknown))).body())
                    .isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
            assertThat(hop.sessions().size()).isZero();
        }
    }

    private String open() throws Exception {
        return "/engine.io/?EIO=4&transport=polling&sid=" + sid(get("/engine.io/?EIO=4&transport=polling"));
    }

    private static String sid(HttpResponse<String> opening) {
        return opening.body().replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
    }

    private static HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SERVER.port() + target))
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String target) throws Exception {
        return send(request(target));
    }

    private HttpResponse<String> post(String target, String body) throws Exception {
        return send(request(target).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> preflight(String origin) throws Exception {
        return send(request("/engine.io/?EIO=4&transport=polling")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "x-token"));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private WebSocket connect(String query, Heard heard) {
        return client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + SERVER.port() + "/engine.io/" + query), heard)
                .join();
    }

    /** What a WebSocket's client hears. */
    private static final class Heard implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
            heard.add(text.toString());
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            heard.add("closed " + code + " " + reason);
            return CompletableFuture.completedStage(null);
        }

        String next() throws InterruptedException {
            return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
        }
    }
}

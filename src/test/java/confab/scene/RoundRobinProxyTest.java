package confab.scene;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client sees through the proxy. */
final class RoundRobinProxyTest {
    private static final int PATIENCE_MILLIS = 20_000;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void eachRequestGoesToTheNextServerAndIsAnsweredByIt() throws Exception {
        RoundRobinProxy proxy = over(server("a"), server("b"), server("c"));
        List<String> answers = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            HttpResponse<String> answer = post(proxy, "/path?n=" + i, "x".repeat(i * 10_000));
            assertThat(answer.statusCode()).isEqualTo(200);
            answers.add(answer.body());
        }
        assertThat(answers)
                .containsExactly(
                        "a POST /path?n=1 10000",
                        "b POST /path?n=2 20000",
                        "c POST /path?n=3 30000",
                        "a POST /path?n=4 40000",
                        "b POST /path?n=5 50000",
                        "c POST /path?n=6 60000");
        assertThat(proxy.served()).containsExactly(2, 2, 2);
    }

    @Test
    void aClientKeepsItsConnectionFromServerToServer() throws Exception {
        RoundRobinProxy proxy = over(server("a"), server("b"));
        try (Socket client = connect(proxy)) {
            assertThat(get(client, "a GET / 0")).contains("200 OK").doesNotContainIgnoringCase("connection: close");
            assertThat(get(client, "b GET / 0")).contains("200 OK");
        }
    }

    @Test
    void aClientThatGoesTakesItsHeldRequestWithIt() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RoundRobinProxy proxy = over(server.getLocalPort());
            Socket client = connect(proxy);
            send(client, "GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
            try (Socket held = server.accept()) {
                held.setSoTimeout(PATIENCE_MILLIS);
                assertThat(readUntil(held, "\r\n\r\n")).startsWith("GET /held HTTP/1.1");

                client.close();

                assertThat(isAtEnd(held)).isTrue();
            }
        }
    }

    @Test
    void afterAnUpgradeBytesPassBothWaysAlsoThoseThatCameWithIt() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RoundRobinProxy proxy = over(server.getLocalPort());
            Socket client = connect(proxy);
            send(client, "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
            try (Socket upgraded = server.accept()) {
                upgraded.setSoTimeout(PATIENCE_MILLIS);
                assertThat(readUntil(upgraded, "\r\n\r\n")).containsIgnoringCase("connection: upgrade");
                send(
                        upgraded,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: x\r\n\r\nat once");
                assertThat(readUntil(client, "at once")).startsWith("HTTP/1.1 101");
                send(client, "and back");
                assertThat(readUntil(upgraded, "and back")).isEqualTo("and back");

                client.close();

                assertThat(isAtEnd(upgraded)).isTrue();
            }
        }
    }

    @Test
    void aServerThatIsNotThereIsABadGateway() throws Exception {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = closed.getLocalPort();
        }
        RoundRobinProxy proxy = over(nobody, server("b"));
        assertThat(post(proxy, "/", "").statusCode()).isEqualTo(502);
        assertThat(post(proxy, "/", "").body()).isEqualTo("b POST / 0");
    }

    private RoundRobinProxy over(int... ports) {
        List<Place> places = new ArrayList<>();
        for (int port : ports) {
            places.add(new Place(List.of(), Place.LOOPBACK, port, 0, 0));
        }
        RoundRobinProxy proxy = RoundRobinProxy.over(places);
        open.add(proxy);
        return proxy;
    }

    /** Answers with its name and what it was asked; its port. */
    private int server(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(name, exchange));
        server.start();
        open.add(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    private static void answer(String name, HttpExchange exchange) throws IOException {
        int length = exchange.getRequestBody().readAllBytes().length;
        byte[] answer = (name + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + length)
                .getBytes(UTF_8);
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static HttpResponse<String> post(RoundRobinProxy proxy, String path, String body) throws Exception {
        Place place = proxy.place();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + place.host() + ":" + place.port() + path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static Socket connect(RoundRobinProxy proxy) throws IOException {
        Socket socket = new Socket(proxy.place().host(), proxy.place().port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static String get(Socket client, String until) throws IOException {
        send(client, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        return readUntil(client, until);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static boolean isAtEnd(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}

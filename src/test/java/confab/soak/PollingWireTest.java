package confab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import confab.scene.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against two servers of the test's own, which answer what it tells them to. */
final class PollingWireTest implements Wire.Ear {
    private static final String OPENING = "0{\"sid\":\"S\"}";

    /** A request that waits for its answer; {@code to} is the server's number. */
    private record Asked(int to, String what, HttpExchange exchange) {
        void answer(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }

    private final ExecutorService serving = Executors.newCachedThreadPool();
    private final List<HttpServer> servers = new ArrayList<>();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
        serving.shutdownNow();
    }

    @Test
    void whoeverIsAskedNextIsForTheBalancerToSay() throws Exception {
        open();
        Asked poll = next("GET sid=S", 1);
        poll.answer(200, "2\u001e6");
        assertThat(hear()).isEqualTo("2");
        assertThat(hear()).isEqualTo("6");
        next("GET sid=S", 1);
    }

    @Test
    void whatIsSaidMeanwhileGoesTogetherAfterTheAnswer() throws Exception {
        Wire wire = open();
        next("GET sid=S", 1);
        wire.say("3");
        Asked post = next("POST sid=S 3", 1);
        wire.say("4a");
        wire.say("4b");
        assertThat(asked.poll(200, TimeUnit.MILLISECONDS)).isNull();
        post.answer(200, "ok");
        next("POST sid=S 4a\u001e4b", 1);
    }

    @Test
    void aRefusedRequestIsTheEnd() throws Exception {
        open();
        next("GET sid=S", 1).answer(400, "{\"code\":1}");
        assertThat(hear()).startsWith("end: poll at port").endsWith("was answered 400 {\"code\":1}");
    }

    @Test
    void anotherAnswerToAPostThanOkIsTheEnd() throws Exception {
        Wire wire = open();
        next("GET sid=S", 1);
        wire.say("3");
        next("POST sid=S 3", 1).answer(200, "no");
        assertThat(hear()).contains("end: post").contains("was answered no");
    }

    @Test
    void nobodyWhoListensIsTheEnd() throws Exception {
        open();
        servers.get(1).stop(0);
        assertThat(hear()).startsWith("end: poll at port").contains("failed");
    }

    @Test
    void nothingIsAskedAndNothingHeardOnceItIsDropped() throws Exception {
        Wire wire = open();
        Asked poll = next("GET sid=S", 1);
        wire.drop();
        poll.exchange().close();
        wire.say("3");
        assertThat(asked.poll(200, TimeUnit.MILLISECONDS)).isNull();
        assertThat(heard).isEmpty();
    }

    @Override
    public void onOpen(Wire wire) {
        heard.add("open");
    }

    @Override
    public void onText(Wire wire, String text) {
        heard.add(text);
    }

    @Override
    public void onEnd(Wire wire, String how) {
        heard.add("end: " + how);
    }

    /** With the first server; all further requests go to the second. */
    private Wire open() throws Exception {
        Place first = serve(0);
        Place second = serve(1);
        Wire wire = PollingWire.open(HttpClient.newHttpClient(), first, () -> second, this);
        next("GET", 0).answer(200, OPENING);
        assertThat(hear()).isEqualTo("open");
        assertThat(hear()).isEqualTo(OPENING);
        return wire;
    }

    private Place serve(int number) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serving);
        server.createContext("/socket.io/", exchange -> {
            String session = exchange.getRequestURI().getQuery().replaceFirst("EIO=4&transport=polling&?", " ");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(number, (exchange.getRequestMethod() + session + " " + body).strip(), exchange));
        });
        server.start();
        servers.add(server);
        return new Place(List.of(), "127.0.0.1", server.getAddress().getPort(), 0, 0);
    }

    private Asked next(String what, int to) throws InterruptedException {
        Asked next = asked.poll(20, TimeUnit.SECONDS);
        assertThat(next).as(what).isNotNull();
        assertThat(next.what()).isEqualTo(what);
        assertThat(next.to()).isEqualTo(to);
        return next;
    }

    private @Nullable String hear() throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }
}

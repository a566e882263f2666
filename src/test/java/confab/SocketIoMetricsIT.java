package confab;

import static org.assertj.core.api.Assertions.assertThat;

import confab.scene.NodeProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of Socket.IO clients, whose requests may reach another node than their session's. */
final class SocketIoMetricsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void sessionsCountAtTheirNodeAndPipesWhereTheWebSocketCame(@TempDir Path folder) throws Exception {
        try (NodeProcess first = NodeProcess.start(folder);
                NodeProcess second = NodeProcess.join(first, folder)) {
            awaitMetrics(first, 0, 0);
            String sid = open(first);
            awaitMetrics(first, 1, 0);
            awaitMetrics(second, 0, 0);

            URI elsewhere = URI.create("ws://127.0.0.1:" + second.port() + path("websocket") + "&sid=" + sid);
            WebSocket socket = HTTP.newWebSocketBuilder()
                    .buildAsync(elsewhere, new WebSocket.Listener() {})
                    .join();
            awaitMetrics(first, 1, 0);
            awaitMetrics(second, 0, 1);

            socket.abort();
            awaitMetrics(second, 0, 0);
        }
    }

    /** Opens a session by polling; its sid. */
    private static String open(NodeProcess node) throws IOException, InterruptedException {
        String answer = get(node.port(), path("polling"));
        return answer.replaceFirst("^0\\{\"sid\":\"([^\"]+)\".*", "$1");
    }

    private static String path(String transport) {
        return "/socket.io/?EIO=4&transport=" + transport;
    }

    private static void awaitMetrics(NodeProcess node, int sessions, int pipes)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String[] wanted = {"\nconfab_engineio_sessions " + sessions + ".0\n", "\nconfab_edge_pipes " + pipes + ".0\n"};
        String shown = get(node.managementPort(), "/metrics");
        while (!(shown.contains(wanted[0]) && shown.contains(wanted[1])) && System.nanoTime() < end) {
            shown = get(node.managementPort(), "/metrics");
        }
        assertThat(shown).contains(wanted);
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}

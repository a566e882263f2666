package confab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import confab.scene.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SocketWireTest {
    private static final int CONNECTIONS = 300;

    /** One that nobody holds is closed with the next garbage. */
    private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private final Wire.Ear ear = new Wire.Ear() {
        @Override
        public void onOpen(Wire wire) {
            heard.add("open");
        }

        @Override
        public void onText(Wire wire, String text) {
            heard.add(text);
        }

        @Override
        public void onEnd(Wire wire, String how) {}
    };

    /** Else what comes first would count to the connection before. */
    @Test
    void nothingIsHeardBeforeTheConnectionIsOpen() throws Exception {
        try (ServerSocket server = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> greetAll(server));
            serving.setDaemon(true);
            serving.start();
            HttpClient http = HttpClient.newHttpClient();
            Place place = new Place(List.of(), "127.0.0.1", server.getLocalPort(), 0, 0);
            for (int i = 0; i < CONNECTIONS; i++) {
                Wire wire = SocketWire.open(http, place, "/", ear);
                assertThat(heard.poll(20, TimeUnit.SECONDS))
                        .as("connection %d", i)
                        .isEqualTo("open");
                assertThat(heard.poll(20, TimeUnit.SECONDS)).as("then on %d", i).isEqualTo("hi");
                wire.drop();
            }
        }
    }

    /** Says something together with its answer to each handshake. */
    private void greetAll(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.add(socket);
                greet(socket);
            }
        } catch (IOException | GeneralSecurityException closed) {
            // The test is over.
        }
    }

    private static void greet(Socket socket) throws IOException, GeneralSecurityException {
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String key = "";
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            if (line.startsWith("Sec-WebSocket-Key: ")) {
                key = line.substring("Sec-WebSocket-Key: ".length());
            }
        }
        byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n\u0081\u0002hi";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }
}

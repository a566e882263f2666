package confab.scene;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that writes down what it hears. */
class Socket implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Heard<String> heard = new Heard<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    Socket(Place place, String path) {
        socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + place.host() + ":" + place.port() + path), this)
                .join();
    }

    Heard<String> heard() {
        return heard;
    }

    /** Sends a text frame. */
    public void say(String text) {
        socket.sendText(text, true).join();
    }

    /** Sends a binary frame. */
    public void sayBytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** All text frames so far. */
    public List<String> texts() {
        return heard.all();
    }

    /** Waits for the server's close frame; its code. */
    public int closeCode() {
        return closed.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /** Waits until that many text frames have come. */
    public List<String> awaitTexts(int count) {
        return heard.awaitAll(count + " texts", all -> all.size() >= count, Duration.ofSeconds(30));
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        part.append(data);
        if (isLast) {
            heard.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** Without a farewell, as a client that lost its network. */
    @Override
    public void close() {
        socket.abort();
    }
}

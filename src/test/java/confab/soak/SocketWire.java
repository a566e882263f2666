package confab.soak;

import confab.scene.Place;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A WebSocket. */
final class SocketWire implements Wire, WebSocket.Listener {
    private static final Duration OPENING = Duration.ofSeconds(5);

    private final Ear ear;
    private final StringBuilder part = new StringBuilder();
    private volatile long heardNanos = System.nanoTime();

    private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();

    /** What is sent goes out one after the other. */
    private CompletableFuture<WebSocket> sent = opened;

    private volatile boolean isDropped;

    private SocketWire(Ear ear) {
        this.ear = ear;
    }

    static Wire open(HttpClient http, Place place, String path, Ear ear) {
        SocketWire wire = new SocketWire(ear);
        URI uri = URI.create("ws://" + place.host() + ":" + place.port() + path);
        var unused = http.newWebSocketBuilder()
                .connectTimeout(OPENING)
                .buildAsync(uri, wire)
                .whenComplete(wire::onAttempted);
        return wire;
    }

    private void onAttempted(@Nullable WebSocket socket, @Nullable Throwable failure) {
        if (socket == null) {
            ear.onEnd(this, "not opened");
        }
    }

    @Override
    public synchronized void say(String text) {
        sent = sent.thenCompose(socket -> socket.sendText(text, true));
    }

    @Override
    public synchronized void ping() {
        sent = sent.thenCompose(socket -> socket.sendPing(ByteBuffer.allocate(0)));
    }

    @Override
    public long heardNanos() {
        return heardNanos;
    }

    @Override
    public synchronized void drop() {
        isDropped = true;
        WebSocket socket = opened.getNow(null);
        if (socket != null) {
            socket.abort();
        }
    }

    /** Here, not when the attempt is through: the first frame may come before that. */
    @Override
    public void onOpen(WebSocket socket) {
        if (isDropped) {
            socket.abort();
            return;
        }
        ear.onOpen(this);
        opened.complete(socket);
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        heardNanos = System.nanoTime();
        part.append(data);
        if (isLast) {
            ear.onText(this, part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        heardNanos = System.nanoTime();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ear.onEnd(this, "closed with " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ear.onEnd(this, "failed: " + error);
    }
}

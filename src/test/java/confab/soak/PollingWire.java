package confab.soak;

import confab.scene.Place;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session of Engine.IO over long-polling: one request is held for what comes, one at a time carries what goes. Any answer
 * but the expected one is the end, as it is for real clients.
 */
final class PollingWire implements Wire {
    private static final String PATH = "/socket.io/?EIO=4&transport=polling";
    private static final String SEPARATOR = "\u001e";
    private static final Duration OPENING = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final HttpClient http;
    private final Supplier<Place> balancer;
    private final Ear ear;
    private volatile long heardNanos = System.nanoTime();

    /** Set before the first poll, and not again. */
    private volatile String sid = "";

    /** Under the lock, like all below. No more than the client's unanswered requests; they go out together in one body. */
    private final List<String> waiting = new ArrayList<>();

    private final List<CompletableFuture<?>> underWay = new ArrayList<>();
    private boolean isPosting;
    private boolean isDropped;

    private PollingWire(HttpClient http, Supplier<Place> balancer, Ear ear) {
        this.http = http;
        this.balancer = balancer;
        this.ear = ear;
    }

    /**
     * @param first opens the session
     * @param balancer says where each further request goes
     */
    static Wire open(HttpClient http, Place first, Supplier<Place> balancer, Ear ear) {
        PollingWire wire = new PollingWire(http, balancer, ear);
        wire.send(wire.request(first).timeout(OPENING).GET(), "opening", wire::onOpened);
        return wire;
    }

    @Override
    public synchronized void say(String text) {
        waiting.add(text);
        postNext();
    }

    /** Nothing: HTTP has none. */
    @Override
    public void ping() {}

    @Override
    public long heardNanos() {
        return heardNanos;
    }

    /** Closes the connections whose answers are awaited; who drops it hears no more of it. */
    @Override
    public synchronized void drop() {
        isDropped = true;
        List.copyOf(underWay).forEach(request -> request.cancel(true));
    }

    private void onOpened(String payload) {
        sid = Json.read(payload.substring(1)).path("sid").asText();
        ear.onOpen(this);
        onPolled(payload);
    }

    private void onPolled(String payload) {
        for (String packet : payload.split(SEPARATOR, -1)) {
            ear.onText(this, packet);
        }
        send(request(balancer.get()).GET(), "poll", this::onPolled);
    }

    private synchronized void onPosted(String answer) {
        if (!answer.equals("ok")) {
            throw new IllegalStateException("a post was answered " + answer);
        }
        isPosting = false;
        postNext();
    }

    private synchronized void postNext() {
        if (!isPosting && !waiting.isEmpty()) {
            isPosting = true;
            var body = HttpRequest.BodyPublishers.ofString(String.join(SEPARATOR, waiting));
            waiting.clear();
            HttpRequest.Builder request = request(balancer.get())
                    .header("Content-Type", "text/plain;charset=UTF-8")
                    .POST(body);
            send(request, "post", this::onPosted);
        }
    }

    private HttpRequest.Builder request(Place place) {
        String session = sid.isEmpty() ? "" : "&sid=" + sid;
        return HttpRequest.newBuilder(URI.create("http://" + place.host() + ":" + place.port() + PATH + session))
                .version(HttpClient.Version.HTTP_1_1);
    }

    /** Where the connection ends with whatever goes wrong, here too. */
    private synchronized void send(HttpRequest.Builder builder, String what, Consumer<String> then) {
        if (isDropped) {
            return;
        }
        HttpRequest request = builder.build();
        String how = what + " at port " + request.uri().getPort() + " ";
        var answer = http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        underWay.add(answer);
        var unused = answer.whenComplete((response, failure) -> {
            forgetDone();
            take(response, failure, how, then);
        });
    }

    private synchronized void forgetDone() {
        underWay.removeIf(CompletableFuture::isDone);
    }

    private synchronized boolean isDropped() {
        return isDropped;
    }

    private void take(
            @Nullable HttpResponse<String> response, @Nullable Throwable failure, String how, Consumer<String> then) {
        if (isDropped()) {
            return;
        }
        if (response == null) {
            ear.onEnd(this, how + "failed: " + failure);
        } else if (response.statusCode() != OK) {
            ear.onEnd(this, how + "was answered " + response.statusCode() + " " + response.body());
        } else {
            heardNanos = System.nanoTime();
            try {
                then.accept(response.body());
            } catch (RuntimeException e) {
                ear.onEnd(this, how + "failed: " + e);
            }
        }
    }
}

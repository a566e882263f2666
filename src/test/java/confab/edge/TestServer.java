package confab.edge;

import akka.Done;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.Materializer;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.SinkQueueWithCancel;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import confab.config.SettingsReader;
import confab.model.SessionId;
import confab.protocol.Request;
import confab.relay.Lane;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A chat server on a free port, with routes of its own and no sessions: connections go to the test. */
final class TestServer implements AutoCloseable {
    static final int MAX_HEADER_BYTES = 4_096;
    static final int MAX_BODY_BYTES = 100_000;
    static final int MAX_FRAME_BYTES = 70_000;
    static final int BIG_BYTES = 20_000;
    static final int HUGE_BYTES = 16 << 20;

    private final ActorTestKit kit = ActorTestKit.create();
    private final Materializer materializer = Materializer.createMaterializer(kit.system());
    private final AtomicInteger sessions = new AtomicInteger();
    private final ChatServer server;

    final BlockingQueue<ChatSocket> connections = new LinkedBlockingQueue<>();

    /** How {@code /owned} answers. */
    volatile Function<HttpRequest, CompletionStage<HttpResponse>> owned = request -> done(text("nobody's"));

    /** How {@code /engine} answers. */
    volatile @Nullable EngineUpgrade engine;

    /** A request that waits for its answer. */
    record Held(Lane lane, CompletableFuture<Done> isGone, CompletableFuture<HttpResponse> answer) {}

    private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();

    /** Chunks of the endless answer that were asked for. */
    final AtomicInteger pulled = new AtomicInteger();

    /** Answers of {@link #BIG_BYTES} that were asked for. */
    final AtomicInteger bigs = new AtomicInteger();

    /** Gives the endless answer to {@code /when-let} once the test completes it. */
    final CompletableFuture<Void> let = new CompletableFuture<>();

    /** The end of an endless answer. */
    final CompletableFuture<Done> endlessEnded = new CompletableFuture<>();

    /** How the body ended that {@code /reads-on} reads. */
    final CompletableFuture<Done> bodyEnded = new CompletableFuture<>();

    /** @param settings of {@code confab.edge}, as {@code reference.conf} names them, besides this server's own */
    TestServer(String... settings) {
        Config own = ConfigFactory.parseString("event-loops = 2, port = 0, max-header-bytes = " + MAX_HEADER_BYTES
                + ", max-request-body-bytes = " + MAX_BODY_BYTES);
        Config all = ConfigFactory.parseString(String.join("\n", settings)).withFallback(own);
        server = ChatServer.start(
                SettingsReader.read(all.atPath("confab.edge")
                                .withFallback(ConfigFactory.parseString(
                                        "confab.engine-io { ping-interval = 1s, max-payload-bytes = " + MAX_BODY_BYTES
                                                + " }"))
                                .withFallback(ConfigFactory.defaultReference()))
                        .edge(),
                this::route,
                connection -> connections.add((ChatSocket) connection),
                () -> new SessionId("s" + sessions.incrementAndGet()),
                Clock.systemUTC(),
                materializer);
    }

    int port() {
        return server.address().getPort();
    }

    ChatServer server() {
        return server;
    }

    Materializer materializer() {
        return materializer;
    }

    /** The next connection that became a WebSocket. */
    ChatSocket connection() {
        try {
            ChatSocket connection = connections.poll(20, TimeUnit.SECONDS);
            if (connection == null) {
                throw new AssertionError("no connection");
            }
            return connection;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the connection's client says, as the test asks for it. */
    SinkQueueWithCancel<Request> read(ChatSocket connection) {
        return Source.fromPublisher(connection.requests()).runWith(Sink.queue(), materializer);
    }

    /** Takes whatever the connection's client says. */
    void readAll(ChatSocket connection) {
        var unused = Source.fromPublisher(connection.requests()).runWith(Sink.ignore(), materializer);
    }

    /** The next request for {@code /held}. */
    Held held() {
        try {
            Held next = held.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing is held");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    RawClient connect() {
        return new RawClient(port());
    }

    @Override
    public void close() {
        server.close();
        kit.shutdownTestKit();
    }

    private CompletionStage<HttpResponse> route(HttpRequest request) {
        return switch (request.getUri().path()) {
            case "/ws" -> done(new WebSocketUpgrade(null, MAX_FRAME_BYTES, id -> new Verbatim()).response());
            case "/owned" -> owned.apply(request);
            case "/engine" -> done(Objects.requireNonNull(engine).response());
            case "/held" -> {
                Held next = new Held(
                        RequestLane.of(request),
                        ClientGone.before(request).toCompletableFuture(),
                        new CompletableFuture<>());
                held.add(next);
                yield next.answer();
            }
            case "/length" -> length(request);
            case "/late" ->
                CompletableFuture.supplyAsync(
                        () -> text("late"), CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
            case "/chunks" -> done(chunks(Source.range(1, 3).map(i -> ByteString.fromString("part" + i))));
            case "/endless" -> done(endless());
            case "/when-let" -> let.thenApply(now -> endless());
            case "/length-when-let" -> let.thenCompose(now -> length(request));
            case "/big" -> {
                bigs.incrementAndGet();
                yield done(text("x".repeat(BIG_BYTES)));
            }
            case "/huge" -> done(text("x".repeat(HUGE_BYTES)));
            case "/first-byte" -> firstByte(request);
            case "/reads-on" -> readsOn(request);
            case "/bad-header" -> done(text("x").addHeader(RawHeader.create("X", "a\r\nb")));
            case "/broken" -> done(chunks(Source.failed(new IllegalStateException("broken"))));
            case "/throws" -> throw new IllegalStateException("a secret");
            case "/fails" -> CompletableFuture.failedFuture(new IllegalStateException("a secret"));
            default -> done(text(request.method().value() + " " + request.getUri()));
        };
    }

    /** Reads the body and tells how long it is. */
    CompletionStage<HttpResponse> length(HttpRequest request) {
        if (!request.method().equals(HttpMethods.POST)) {
            return done(text("post to me"));
        }
        return request.entity()
                .getDataBytes()
                .runFold(0, (sum, bytes) -> sum + bytes.size(), materializer)
                .thenApply(sum -> text("" + sum));
    }

    /** Reads one byte of the body and wants no more. */
    private CompletionStage<HttpResponse> firstByte(HttpRequest request) {
        return request.entity()
                .getDataBytes()
                .runWith(Sink.head(), materializer)
                .thenApply(bytes -> text("first " + (char) bytes.apply(0)));
    }

    /** Answers at once and reads the body all the same. */
    private CompletionStage<HttpResponse> readsOn(HttpRequest request) {
        var unused = request.entity()
                .getDataBytes()
                .runWith(Sink.ignore(), materializer)
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        bodyEnded.complete(done);
                    } else {
                        bodyEnded.completeExceptionally(failure);
                    }
                });
        return done(text("early"));
    }

    private HttpResponse endless() {
        return chunks(Source.repeat(ByteString.fromArray(new byte[8_192]))
                .map(chunk -> {
                    pulled.incrementAndGet();
                    return chunk;
                })
                .watchTermination((unused, ended) -> {
                    ended.whenComplete((done, failure) -> endlessEnded.complete(Done.getInstance()));
                    return unused;
                }));
    }

    private static HttpResponse chunks(Source<ByteString, ?> chunks) {
        return HttpResponse.create()
                .withEntity(HttpEntities.createChunked(ContentTypes.APPLICATION_OCTET_STREAM, chunks));
    }

    static HttpResponse text(String text) {
        return HttpResponse.create().withEntity(text);
    }

    static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}

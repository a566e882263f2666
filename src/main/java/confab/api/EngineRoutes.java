package confab.api;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import akka.stream.Materializer;
import akka.stream.StreamLimitReachedException;
import akka.util.ByteString;
import akka.util.ByteStringBuilder;
import confab.config.Settings;
import confab.edge.ClientGone;
import confab.edge.EngineUpgrade;
import confab.edge.Forward;
import confab.edge.RequestLane;
import confab.engineio.EngineAnswer;
import confab.engineio.EngineAsk;
import confab.engineio.EngineHandshake;
import confab.engineio.EngineRefusal;
import confab.engineio.EngineSession;
import confab.engineio.EngineSessions;
import confab.engineio.Poll;
import confab.engineio.Post;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Where Engine.IO clients connect to: what comes over HTTP goes to their sessions, and the answers back. */
public final class EngineRoutes extends AllDirectives {
    private static final RawHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");

    private final EngineSessions sessions;
    private final Settings.EngineIo settings;
    private final CrossOrigin crossOrigin;
    private final Clock clock;
    private final Materializer materializer;

    /** @param origins of web pages that may read answers; empty for all */
    public EngineRoutes(
            EngineSessions sessions,
            Settings.EngineIo settings,
            Set<String> origins,
            Clock clock,
            Materializer materializer) {
        this.sessions = sessions;
        this.settings = settings;
        this.crossOrigin = new CrossOrigin(new AllowedOrigins(origins));
        this.clock = clock;
        this.materializer = materializer;
    }

    /**
     * Answers all requests to that path; no others.
     *
     * @param path with a slash at its ends; without the last one it is the same
     */
    public Route route(String path) {
        String bare = path.substring(0, path.length() - 1);
        return extractRequest(request -> {
            String asked = request.getUri().path();
            return asked.equals(path) || asked.equals(bare) ? completeWithFuture(answer(request)) : reject();
        });
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request) {
        if (request.method().equals(HttpMethods.OPTIONS)) {
            return CompletableFuture.completedStage(crossOrigin.preflight(request));
        }
        boolean isUpgrade = EngineRequest.isUpgrade(request);
        Map<String, String> query;
        try {
            query = EngineRequest.query(request);
        } catch (IllegalArgumentException unreadable) {
            return refuse(request, isUpgrade, EngineRefusal.BAD_REQUEST);
        }
        EngineAsk ask = sessions.ask(request.method().value(), query, isUpgrade);
        if (ask instanceof EngineAsk.Refused refused) {
            return refuse(request, isUpgrade, refused.refusal());
        } else if (ask instanceof EngineAsk.Poll poll) {
            return poll(request, poll.session());
        } else if (ask instanceof EngineAsk.Post post) {
            return post(request, post.session());
        } else if (ask instanceof EngineAsk.Join join) {
            return join(join.session());
        } else if (ask instanceof EngineAsk.Open) {
            return open(request, isUpgrade, EngineRequest.handshake(request, query, clock.instant()));
        }
        CompletionStage<HttpResponse> unknown = refuse(request, isUpgrade, EngineRefusal.UNKNOWN_SID);
        return ask instanceof EngineAsk.Elsewhere elsewhere && !Forward.isForwarded(request)
                ? unknown.thenApply(otherwise -> new Forward(elsewhere.owner(), otherwise).response())
                : unknown;
    }

    private CompletionStage<HttpResponse> open(HttpRequest request, boolean isUpgrade, EngineHandshake handshake) {
        return sessions.refusal(handshake).thenCompose(refusal -> {
            if (refusal.isPresent()) {
                return refuse(request, isUpgrade, refusal.get());
            }
            if (isUpgrade) {
                return CompletableFuture.completedStage(
                        new EngineUpgrade(settings.maxPayloadBytes(), null, socket -> sessions.open(handshake, socket))
                                .response());
            }
            return sessions.open(handshake, RequestLane.of(request))
                    .thenApply(opened -> withCookie(opened.sid(), http(request, opened.answer())));
        });
    }

    private CompletionStage<HttpResponse> poll(HttpRequest request, EngineSession session) {
        Poll poll = session.poll();
        var unused = ClientGone.before(request).thenRun(poll::onGone);
        return poll.answer().thenApply(answer -> http(request, answer));
    }

    private CompletionStage<HttpResponse> post(HttpRequest request, EngineSession session) {
        ContentType type = request.entity().getContentType();
        Post post = session.post(type.equals(ContentTypes.APPLICATION_OCTET_STREAM));
        var unused = request.entity()
                .getDataBytes()
                .limitWeighted(settings.maxPayloadBytes(), bytes -> (long) bytes.size())
                .runFold(new ByteStringBuilder(), (body, bytes) -> body.append(bytes), materializer)
                .whenComplete((body, failure) -> {
                    if (failure == null) {
                        post.onBody(body.result().toArrayUnsafe());
                    } else if (isTooLong(failure)) {
                        post.onTooLong();
                    } else {
                        post.onGone();
                    }
                });
        return post.answer().thenApply(answer -> http(request, answer));
    }

    private CompletionStage<HttpResponse> join(EngineSession session) {
        return CompletableFuture.completedStage(
                new EngineUpgrade(settings.maxPayloadBytes(), session.lane(), session::join).response());
    }

    private static boolean isTooLong(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof StreamLimitReachedException;
    }

    /** A WebSocket's client gets the bare message, and 400 whatever it is, as with the reference. */
    private CompletionStage<HttpResponse> refuse(HttpRequest request, boolean isUpgrade, EngineRefusal refusal) {
        if (!isUpgrade) {
            return CompletableFuture.completedStage(http(request, refusal.answer()));
        }
        return CompletableFuture.completedStage(HttpResponse.create()
                .withStatus(StatusCodes.BAD_REQUEST)
                .withEntity(HttpEntities.create(
                        ContentTypes.parse(EngineAnswer.Type.HTML.contentType()),
                        ByteString.fromString(refusal.message()))));
    }

    private HttpResponse http(HttpRequest request, EngineAnswer answer) {
        HttpResponse response = HttpResponse.create()
                .withStatus(answer.status())
                .withEntity(HttpEntities.create(
                        ContentTypes.parse(answer.type().contentType()), ByteString.fromArrayUnsafe(answer.body())));
        return crossOrigin.allow(
                request, answer.type() == EngineAnswer.Type.JSON ? response : response.addHeader(NO_STORE));
    }

    private HttpResponse withCookie(String sid, HttpResponse response) {
        return settings.cookie() == null
                ? response
                : response.addHeader(RawHeader.create(
                        "Set-Cookie", settings.cookie() + "=" + sid + "; Path=/; HttpOnly; SameSite=Lax"));
    }
}

package confab.api;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.japi.function.Function;
import akka.stream.Materializer;
import confab.model.PostId;
import confab.protocol.json.JsonDialect;
import confab.protocol.text.TextDialect;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What each path of the chat port answers. */
final class ChatRoutesTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Materializer MATERIALIZER = Materializer.createMaterializer(KIT.system());
    private static final Function<HttpRequest, CompletionStage<HttpResponse>> OPEN = routes(Set.of());

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void thePageIsServedWithAStrictPolicyAndAskedForAgainEachTime() throws Exception {
        HttpResponse page = get(OPEN, "/");
        assertThat(page.status().intValue()).isEqualTo(200);
        assertThat(page.entity().getContentType().toString()).isEqualTo("text/html; charset=UTF-8");
        assertThat(header(page, "content-security-policy")).contains("default-src 'none'", "script-src 'self'");
        assertThat(header(page, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(page, "cache-control")).isEqualTo("no-cache");
        assertThat(text(page)).contains("<!doctype html>").doesNotContain("<style", "onclick=", " style=");
        assertThat(get(OPEN, "/confab-client.js").entity().getContentType().toString())
                .startsWith("text/javascript");
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
        String tag = header(get(OPEN, "/style.css"), "etag");
        HttpResponse again = get(OPEN, "/style.css", RawHeader.create("If-None-Match", "\"old\", " + tag));
        assertThat(again.status().intValue()).isEqualTo(304);
        assertThat(again.entity().isKnownEmpty()).isTrue();
        assertThat(header(again, "etag")).isEqualTo(tag);
        HttpResponse other = get(OPEN, "/style.css", RawHeader.create("If-None-Match", "\"old\""));
        assertThat(other.status().intValue()).isEqualTo(200);
    }

    @Test
    void onlyFilesOfThePageAreServed() throws Exception {
        for (String path :
                new String[] {"/nothing", "/../reference.conf", "/..%2freference.conf", "/a/b", "/.", "/API"}) {
            assertThat(get(OPEN, path).status().intValue()).as(path).isEqualTo(404);
        }
        HttpResponse put = ask(OPEN, HttpRequest.PUT("/style.css"));
        assertThat(put.status().intValue()).isEqualTo(405);
        assertThat(header(put, "allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void aWebSocketIsAcceptedOnBothPathsAndTheJsonOneEchoesItsProtocol() throws Exception {
        assertThat(upgrade(OPEN, "/").status().intValue()).isEqualTo(101);
        assertThat(upgrade(OPEN, "/?room=a:b&user=%C3%84nne").status().intValue())
                .isEqualTo(101);
        assertThat(upgrade(OPEN, "/ws").status().intValue()).isEqualTo(101);
        assertThat(upgrade(OPEN, "/nothing").status().intValue()).isEqualTo(404);
    }

    @Test
    void aBadRoomOrUserIsSaid() throws Exception {
        HttpResponse room = upgrade(OPEN, "/?room=a%20b");
        assertThat(room.status().intValue()).isEqualTo(400);
        assertThat(text(room)).contains("room's name");
        assertThat(upgrade(OPEN, "/?user=").status().intValue()).isEqualTo(400);
        assertThat(upgrade(OPEN, "/?user=" + "x".repeat(65)).status().intValue())
                .isEqualTo(400);
    }

    @Test
    void jsonWithoutAnUpgradeIsToldWhatIsMissing() throws Exception {
        HttpResponse answer = get(OPEN, "/ws");
        assertThat(answer.status().intValue()).isEqualTo(426);
        assertThat(header(answer, "upgrade")).isEqualTo("websocket");
    }

    @Test
    void pagesOfOtherOriginsAreRefusedWhereSomeAreListed() throws Exception {
        Function<HttpRequest, CompletionStage<HttpResponse>> strict = routes(Set.of("https://chat.example"));
        assertThat(upgrade(strict, "/ws", RawHeader.create("Origin", "https://evil.example"))
                        .status()
                        .intValue())
                .isEqualTo(403);
        assertThat(upgrade(strict, "/", RawHeader.create("Origin", "https://evil.example"))
                        .status()
                        .intValue())
                .isEqualTo(403);
        assertThat(upgrade(strict, "/ws", RawHeader.create("Origin", "https://chat.example"))
                        .status()
                        .intValue())
                .isEqualTo(101);
        assertThat(upgrade(strict, "/ws").status().intValue()).isEqualTo(101);
    }

    private static Function<HttpRequest, CompletionStage<HttpResponse>> routes(Set<String> origins) {
        return new ChatRoutes(
                        origins,
                        65_536,
                        new JsonDialect(16_384),
                        (room, user) -> new TextDialect(room, user, () -> new PostId("1"), 16_384),
                        akka.http.javadsl.server.Directives.reject(),
                        new ClientBundle(),
                        new StaticFiles("confab/web"))
                .routes()
                .function(KIT.system());
    }

    private static HttpResponse get(
            Function<HttpRequest, CompletionStage<HttpResponse>> routes, String path, RawHeader... headers)
            throws Exception {
        return ask(
                routes,
                HttpRequest.GET("/")
                        .withUri(path)
                        .addHeaders(Stream.of(headers)
                                .map(header -> (HttpHeader) header)
                                .toList()));
    }

    private static HttpResponse upgrade(
            Function<HttpRequest, CompletionStage<HttpResponse>> routes, String path, RawHeader... headers)
            throws Exception {
        RawHeader[] all = Stream.concat(Stream.of(RawHeader.create("Upgrade", "websocket")), Stream.of(headers))
                .toArray(RawHeader[]::new);
        return get(routes, path, all);
    }

    private static HttpResponse ask(Function<HttpRequest, CompletionStage<HttpResponse>> routes, HttpRequest request)
            throws Exception {
        assertThat(request.method()).isIn(HttpMethods.GET, HttpMethods.PUT);
        return routes.apply(request).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static String header(HttpResponse response, String name) {
        return Optional.ofNullable(response.getHeader(name).orElse(null))
                .map(HttpHeader::value)
                .orElse("");
    }

    private static String text(HttpResponse response) throws Exception {
        return response.entity()
                .toStrict(20_000, MATERIALIZER)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .getData()
                .utf8String();
    }
}

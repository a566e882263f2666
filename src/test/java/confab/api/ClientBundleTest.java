package confab.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.headers.RawHeader;
import akka.stream.Materializer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page that loads Socket.IO's client is answered. */
final class ClientBundleTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Materializer MATERIALIZER = Materializer.createMaterializer(KIT.system());
    private static final ClientBundle BUILT = new ClientBundle();
    private static final ClientBundle WITHOUT = new ClientBundle("confab/nothing");

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @ParameterizedTest
    @CsvSource({
        "socket.io.js, text/javascript, 'io = '",
        "socket.io.min.js, text/javascript, Socket.IO v4.8.",
        "socket.io.esm.min.js, text/javascript, 'export{'",
        "socket.io.msgpack.min.js, text/javascript, Socket.IO v4.8.",
        "socket.io.js.map, application/json, '\"mappings\"'",
        "socket.io.min.js.map, application/json, '\"mappings\"'",
        "socket.io.esm.min.js.map, application/json, '\"mappings\"'",
        "socket.io.msgpack.min.js.map, application/json, '\"mappings\"'"
    })
    void eachFileIsServedToPagesOfAnyOrigin(String name, String type, String content) throws Exception {
        assumeBuilt();
        HttpResponse file = get(BUILT, "/socket.io/" + name);
        assertThat(file.status().intValue()).isEqualTo(200);
        assertThat(file.entity().getContentType().toString()).startsWith(type);
        assertThat(header(file, "access-control-allow-origin")).isEqualTo("*");
        assertThat(header(file, "cross-origin-resource-policy")).isEqualTo("cross-origin");
        assertThat(header(file, "cache-control")).isEqualTo("no-cache");
        assertThat(text(file)).contains(content);
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
        assumeBuilt();
        String tag = header(get(BUILT, "/socket.io/socket.io.js"), "etag");
        assertThat(BUILT.caution()).isEmpty();
        assertThat(tag).matches("\"[A-Za-z0-9_-]{16}\"");
        assertThat(header(get(BUILT, "/socket.io/socket.io.min.js"), "etag")).isNotEqualTo(tag);

        HttpResponse again = get(BUILT, "/socket.io/socket.io.js?v=2", RawHeader.create("If-None-Match", tag));

        assertThat(again.status().intValue()).isEqualTo(304);
        assertThat(again.entity().isKnownEmpty()).isTrue();
        assertThat(header(again, "access-control-allow-origin")).isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/socket.io/",
                "/socket.io/?EIO=4&transport=polling",
                "/socket.io/socket.io.css",
                "/socket.io/socket.io.esm.js",
                "/socket.io.js",
                "/socket.io//socket.io.js"
            })
    void otherPathsAreLeftToOthers(String path) throws Exception {
        assertThat(text(get(WITHOUT, path))).as(path).contains("could not be found");
        assertThat(get(BUILT, path).status().intValue()).as(path).isEqualTo(404);
    }

    @Test
    void aJarThatWasBuiltWithoutItSaysSo() throws Exception {
        assertThat(WITHOUT.caution()).get().asString().contains("npm", "/socket.io/socket.io.js is not served");
        HttpResponse answer = get(WITHOUT, "/socket.io/socket.io.min.js");
        assertThat(answer.status().intValue()).isEqualTo(404);
        assertThat(text(answer)).contains("built without Socket.IO's client");
    }

    private static void assumeBuilt() {
        assumeTrue(
                ClientBundle.class.getResource("/confab/socket.io/socket.io.js") != null,
                "skipped: needs Socket.IO's client, which the build takes from npm");
    }

    private static HttpResponse get(ClientBundle bundle, String path, HttpHeader... headers) throws Exception {
        HttpRequest request = HttpRequest.GET("http://x" + path);
        for (HttpHeader header : headers) {
            request = request.addHeader(header);
        }
        return bundle.route()
                .function(KIT.system())
                .apply(request)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static String header(HttpResponse response, String name) {
        return response.getHeader(name).map(HttpHeader::value).orElse("");
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

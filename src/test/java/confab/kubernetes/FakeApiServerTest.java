package confab.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server of these tests refuses what the real one would. */
final class FakeApiServerTest {
    private static final String HOST = "127.0.0.1";
    private static final String PODS = "/api/v1/namespaces/confab/pods";

    @TempDir
    private Path folder;

    private FakeApiServer api;
    private HttpClient client;
    private final Pod pod = Pod.pending("confab-1", "10.0.0.1");

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        Manifests manifests = Manifests.production();
        Certificate certificate = Certificate.of(HOST, folder);
        api = new FakeApiServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), certificate, manifests);
        client =
                HttpClient.newBuilder().sslContext(trusting(certificate.file())).build();
        api.show(pod);
    }

    @AfterEach
    void close() {
        if (api != null) {
            api.close();
        }
    }

    @Test
    void whoShowsNoTokenIsUnknownAndWhoAsksElsewhereIsForbidden() throws IOException, InterruptedException {
        assertThat(get(PODS, "").statusCode()).isEqualTo(401);
        assertThat(get(PODS, "Bearer made-up").statusCode()).isEqualTo(401);
        assertThat(get(PODS, "Bearer " + api.tokenOf(pod)).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/namespaces/other/pods", "Bearer " + api.tokenOf(pod))
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/api/v1/namespaces/confab/secrets", "Bearer " + api.tokenOf(pod))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theRulesOfTheManifestsDecide() {
        AccessRules rules = new AccessRules(Manifests.production());
        assertThat(rules.allow("confab", "confab", "list", "pods")).isTrue();
        assertThat(rules.allow("default", "confab", "list", "pods")).isFalse();
        assertThat(rules.allow("confab", "confab", "delete", "pods")).isFalse();
        assertThat(rules.allow("confab", "confab", "list", "secrets")).isFalse();
        assertThat(new AccessRules(Manifests.dev()).allow("confab", "confab", "list", "pods"))
                .isFalse();
    }

    @Test
    void podsAreListedByLabelWithWhatTheyAreUpTo() throws IOException, InterruptedException {
        assertThat(list("app%3Dother")).isEmpty();
        assertThat(list("app%3Dconfab")).singleElement().satisfies(item -> {
            assertThat(item.at("/status/phase").asText()).isEqualTo("Pending");
            assertThat(item.at("/status").has("podIP")).isFalse();
        });
        api.show(pod.running().beingDeleted());
        assertThat(list("app%3Dconfab")).singleElement().satisfies(item -> {
            assertThat(item.at("/status/podIP").asText()).isEqualTo("10.0.0.1");
            assertThat(item.at("/metadata").has("deletionTimestamp")).isTrue();
            ((ObjectNode) item).put("kind", "Pod").put("apiVersion", "v1");
            assertThat(Kinds.fault(item)).isEmpty();
        });
        api.forget(pod);
        assertThat(list("app%3Dconfab")).isEmpty();
    }

    @Test
    void aTestMayMakeItFail() throws IOException, InterruptedException {
        api.answer((name, number) -> number == 1 ? Trouble.error(500) : Trouble.NONE);
        assertThat(get(PODS, "Bearer " + api.tokenOf(pod)).statusCode()).isEqualTo(500);
        assertThat(get(PODS, "Bearer " + api.tokenOf(pod)).statusCode()).isEqualTo(200);
        assertThat(api.requests(pod)).isEqualTo(2);
    }

    @Test
    void anAnswerThatComesLateTellsWhatWasThereWhenItWasAskedFor() throws IOException, InterruptedException {
        CompletableFuture<Void> later = new CompletableFuture<>();
        api.answer((name, number) -> {
            api.show(pod.running());
            later.completeAsync(() -> null);
            return Trouble.heldUntil(later);
        });
        for (String phase : List.of("Pending", "Running")) {
            assertThat(list("app%3Dconfab"))
                    .singleElement()
                    .satisfies(item ->
                            assertThat(item.at("/status/phase").asText()).isEqualTo(phase));
        }
    }

    private JsonNode list(String selector) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(get(PODS + "?labelSelector=" + selector, "Bearer " + api.tokenOf(pod))
                        .body())
                .path("items");
    }

    private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("https://" + HOST + ":" + api.address().getPort() + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static SSLContext trusting(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "api", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}

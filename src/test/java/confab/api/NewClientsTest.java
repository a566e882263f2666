package confab.api;

import static akka.http.javadsl.server.Directives.complete;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.japi.function.Function;
import confab.engineio.EngineGate;
import confab.engineio.EngineHandshake;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A door, and who comes by it. */
final class NewClientsTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final EngineHandshake HANDSHAKE = new EngineHandshake(
            "/socket.io/", Map.of(), Map.of(), InetSocketAddress.createUnresolved("client", 1), Instant.EPOCH);

    private final NewClients newClients = new NewClients();
    private final Function<HttpRequest, CompletionStage<HttpResponse>> routes =
            newClients.gate(complete("come in")).function(KIT.system());

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void everybodyIsLetInUntilTheNodeLeaves() throws Exception {
        assertThat(status("/ws")).isEqualTo(200);
        newClients.refuse();
        assertThat(status("/ws")).isEqualTo(503);
        assertThat(status("/")).isEqualTo(503);
        assertThat(status("/socket.io/?EIO=4&transport=polling")).isEqualTo(503);
    }

    @Test
    void whoIsHereAlreadyGoesOnByWhateverConnection() throws Exception {
        newClients.refuse();
        assertThat(status("/socket.io/?EIO=4&transport=polling&sid=abc")).isEqualTo(200);
    }

    @Test
    void whoWasAtTheGateWhenTheNodeBeganToLeaveIsNotLetIn() {
        CompletableFuture<Optional<String>> slow = new CompletableFuture<>();
        CompletableFuture<Optional<String>> refusal = newClients
                .gate((EngineHandshake handshake) -> slow)
                .refusal(HANDSHAKE)
                .toCompletableFuture();
        newClients.refuse();
        slow.complete(Optional.empty());
        assertThat(refusal.join()).hasValueSatisfying(said -> assertThat(said).contains("connect to another one"));
    }

    @Test
    void whileTheNodeStaysTheGateDecides() {
        assertThat(newClients.gate(EngineGate.ofOrigins(Set.of())).refusal(HANDSHAKE))
                .isCompletedWithValue(Optional.empty());
    }

    @Test
    void whoIsNotLetInIsToldToConnectElsewhere() throws Exception {
        newClients.refuse();
        HttpResponse refusal =
                routes.apply(HttpRequest.GET("/ws")).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(refusal.getHeader("connection").orElseThrow().value()).isEqualTo("close");
    }

    private int status(String path) throws Exception {
        return routes.apply(HttpRequest.GET("/").withUri(path))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .status()
                .intValue();
    }
}

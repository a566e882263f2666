package confab.api;

import static akka.http.javadsl.server.Directives.complete;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.japi.function.Function;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A door, and who comes by it. */
final class NewClientsTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

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

    private int status(String path) throws Exception {
        return routes.apply(HttpRequest.GET("/").withUri(path))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .status()
                .intValue();
    }
}

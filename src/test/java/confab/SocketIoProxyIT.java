package confab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import confab.scene.NodeProcess;
import confab.scene.RoundRobinProxy;
import confab.scene.SocketIoClient;
import confab.scene.SocketIoClient.Way;
import confab.scene.SocketIoMake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Socket.IO's own clients, of every make and by every way, where each of their requests goes to another of three nodes. */
final class SocketIoProxyIT {
    /** By {@code -Dconfab.proxy-seconds}; by hand it is run for ten minutes. */
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("confab.proxy-seconds", 30));

    private static final List<SocketIoMake> MAKES = List.of(SocketIoMake.values());
    private static final List<Way> WAYS = List.of(Way.values());

    /** What a connection may tell; all else is an error that a user might see. */
    private static final List<String> EXPECTED = List.of("connect", "upgrade");

    private final List<SocketIoClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(SocketIoClient::close);
    }

    @Test
    void noClientNoticesThatEachRequestGoesToAnotherNode(@TempDir Path folder) throws Exception {
        for (SocketIoMake make : MAKES) {
            assumeTrue(
                    make.absence().isEmpty(), () -> "skipped: " + make.absence().orElseThrow());
        }
        try (NodeProcess first = NodeProcess.start(folder);
                NodeProcess second = NodeProcess.join(first, folder);
                NodeProcess third = NodeProcess.join(first, folder);
                RoundRobinProxy proxy = RoundRobinProxy.over(List.of(first.place(), second.place(), third.place()))) {
            for (SocketIoMake make : MAKES) {
                for (Way way : WAYS) {
                    clients.add(make.connect(proxy.place(), "/", way, Map.of()));
                }
            }

            int messages = chat(proxy);

            List<String> order = texts(clients.get(0), messages);
            assertThat(order).doesNotHaveDuplicates().hasSize(messages);
            for (SocketIoClient client : clients) {
                assertThat(texts(client, messages)).isEqualTo(order);
                assertThat(client.states()).isSubsetOf(EXPECTED);
            }
            assertThat(proxy.served()).allSatisfy(count -> assertThat(count).isGreaterThan(messages / 3));
            clients.forEach(SocketIoClient::leave);
        }
    }

    /** All post at once and wait for their acknowledgements, and one more comes and goes, round after round; the posts made. */
    private int chat(RoundRobinProxy proxy) {
        long end = System.nanoTime() + LENGTH.toNanos();
        int messages = 0;
        for (int round = 0; System.nanoTime() < end; round++) {
            List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
            for (SocketIoClient client : clients) {
                answers.add(client.askLater("message", UUID.randomUUID().toString()));
            }
            messages += answers.size() + comeAndGo(proxy, round);
            for (CompletableFuture<JsonNode> answer : answers) {
                assertThat(SocketIoClient.join(answer).path("seq").asInt()).isPositive();
            }
        }
        return messages;
    }

    private static int comeAndGo(RoundRobinProxy proxy, int round) {
        SocketIoMake make = MAKES.get(round % MAKES.size());
        Way way = WAYS.get(round / MAKES.size() % WAYS.size());
        try (SocketIoClient guest = make.connect(proxy.place(), "/", way, Map.of())) {
            assertThat(guest.await("connected").asText()).isNotBlank();
            String hello = UUID.randomUUID().toString();
            assertThat(guest.ask("message", hello).path("seq").asInt()).isPositive();
            guest.await("message", text -> text.asText().equals(hello));
            assertThat(guest.states()).isSubsetOf(EXPECTED);
            guest.leave();
        }
        return 1;
    }

    private static List<String> texts(SocketIoClient client, int count) {
        return client.awaitAll("message", count).stream().map(JsonNode::asText).toList();
    }
}

package confab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import confab.scene.RoundRobinProxy;
import confab.scene.SocketIoMake;
import confab.scene.TextClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page as Socket.IO's own introduction has it, unchanged, in real browsers and on two nodes. */
final class SocketIoPageIT {
    /** Beside what a page needs to chat: no icon, which browsers would ask for, and what it shows. */
    private static final String PAGE = """
            <!doctype html>
            <link rel="icon" href="data:,">
            <ul></ul>
            <script src="SERVER/socket.io/socket.io.js"></script>
            <script>
              const socket = io(ADDRESS)
              socket.on('message', text => {
                document.querySelector('ul').append(Object.assign(document.createElement('li'), { textContent: text }))
              })
            </script>
            """;

    @TempDir
    private static Path folder;

    private static NodeProcess first;
    private static NodeProcess second;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Page.canOpen(), "skipped: needs Debian's packages chromium and chromium-driver");
        SocketIoMake.JS_4_8.absence().ifPresent(absence -> assumeTrue(false, "skipped: " + absence));
        first = NodeProcess.start(folder);
        second = NodeProcess.join(first, folder);
    }

    @AfterAll
    static void stop() {
        Stream.of(second, first).filter(node -> node != null).forEach(NodeProcess::close);
    }

    @Test
    void pagesOfTheSameAndOfAnotherOriginChatAcrossNodesWithAllKindsOfClients() throws IOException {
        try (PageServer near = PageServer.of(page("", ""));
                PageServer far = PageServer.of(page(address(second), "\"" + address(second) + "\""));
                RoundRobinProxy site = RoundRobinProxy.below("/socket.io/", List.of(first.place()), near.address());
                Page ann = open("ann", site.place().port());
                Page bob = open("bob", far.address().getPort());
                TextClient text = TextClient.open(first);
                JsonClient json = JsonClient.join(second, "Jane", "lobby")) {
            ann.await(() -> goesByWebSocket(ann));
            bob.await(() -> goesByWebSocket(bob));
            assertThat(List.of(hasPolled(ann), hasPolled(bob)))
                    .as("polled first, as clients do")
                    .containsOnly(true);

            say(ann, "from Ann");
            awaitMessages(List.of(ann, bob), "from Ann");
            say(bob, "from Bob");
            awaitMessages(List.of(ann, bob), "from Ann", "from Bob");
            json.post("lobby", "j1", "from Jane");
            awaitMessages(List.of(ann, bob), "from Ann", "from Bob", "from Jane");
            text.say("from a socket");
            awaitMessages(List.of(ann, bob), "from Ann", "from Bob", "from Jane", "from a socket");

            assertThat(text.awaitTexts(3)).containsExactly("from Ann", "from Bob", "from Jane");
            assertThat(json.awaitFrames("message", 4))
                    .extracting(message -> message.get("body").asText())
                    .containsExactly("from Ann", "from Bob", "from Jane", "from a socket");
            assertThat(ann.complaints()).isEmpty();
            assertThat(bob.complaints()).isEmpty();
        }
    }

    @Test
    void pageBehindAProxyThatSendsEachRequestToTheOtherNodeChats() throws IOException {
        try (PageServer pages = PageServer.of(page("", ""));
                RoundRobinProxy site =
                        RoundRobinProxy.below("/socket.io/", List.of(first.place(), second.place()), pages.address());
                Page ann = open("eve", site.place().port())) {
            ann.await(() -> goesByWebSocket(ann));
            say(ann, "round and round");
            awaitMessages(List.of(ann), "round and round");
            assertThat(site.served()).allSatisfy(count -> assertThat(count).isPositive());
            assertThat(ann.complaints()).isEmpty();
        }
    }

    private static Page open(String profile, int port) {
        return new Page(folder.resolve("profile-" + profile), "http://localhost:" + port + "/");
    }

    private static String page(String server, String address) {
        return PAGE.replace("SERVER", server).replace("ADDRESS", address);
    }

    private static String address(NodeProcess node) {
        return "http://127.0.0.1:" + node.port();
    }

    private static void say(Page page, String text) {
        page.run("socket.emit('message', arguments[0])", text);
    }

    private static void awaitMessages(List<Page> pages, String... texts) {
        for (Page page : pages) {
            page.await(() -> page.texts("li").size() >= texts.length);
            assertThat(page.texts("li")).containsExactly(texts);
        }
    }

    private static boolean goesByWebSocket(Page page) {
        return Boolean.TRUE.equals(
                page.run("return socket.connected && socket.io.engine.transport.name === 'websocket'"));
    }

    /** As the browser remembers. */
    private static boolean hasPolled(Page page) {
        return Boolean.TRUE.equals(page.run("return performance.getEntriesByType('resource')"
                + ".some(entry => entry.name.includes('transport=polling'))"));
    }
}

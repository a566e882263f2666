package confab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** People in browsers talk by way of a real node. */
final class BrowserIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsBrowser() {
        assumeTrue(ChatPage.canOpen(), "skipped: needs Debian's packages chromium and chromium-driver");
    }

    @Test
    void twoPeopleTalkAndSeeWhoIsThereAndWhoTypes() throws IOException {
        try (NodeProcess node = NodeProcess.start(folder, "--memory");
                ChatPage ada = enter(node, "Ada", "lobby");
                ChatPage bob = enter(node, "Bob", "lobby")) {
            ada.await(() -> ada.texts("#people-list .name").equals(List.of("Ada", "Bob")));
            ada.say("hello");
            bob.await(() -> bob.messages().contains("hello"));
            bob.type("let me see");
            ada.await(() -> ada.text("#typing").equals("Bob is typing…"));
            bob.say("");
            ada.await(() -> ada.messages().equals(List.of("hello", "let me see")));
            bob.await(() -> bob.messages().equals(List.of("hello", "let me see")));
            ada.await(() -> ada.text("#typing").isEmpty());
            assertThat(ada.complaints()).isEmpty();
        }
    }

    @Test
    void textIsOnlyEverText() throws IOException {
        String evil = "<img src=x onerror=\"document.title='bad'\"><b>bold</b>";
        try (NodeProcess node = NodeProcess.start(folder, "--memory");
                ChatPage ada = enter(node, "<i>Ada</i>", "lobby")) {
            ada.say(evil);
            ada.await(() -> ada.messages().contains(evil));
            ada.await(() -> ada.texts("#people-list .name").equals(List.of("<i>Ada</i>")));
            assertThat(ada.count("#chat b, #chat i, #messages img")).isZero();
            assertThat(ada.complaints()).isEmpty();
        }
    }

    @Test
    void anotherRoomCountsWhatIsUnreadUntilItIsShown() throws IOException {
        try (NodeProcess node = NodeProcess.start(folder, "--memory");
                ChatPage ada = enter(node, "Ada", "lobby")) {
            ada.goTo("design");
            JsonClient bob = JsonClient.join(node, "Bob", "lobby");
            bob.post("lobby", "b1", "one");
            bob.post("lobby", "b2", "two");
            ada.await(() -> ada.texts(".badge [aria-hidden]").equals(List.of("2")));
            ada.await(() -> ada.title().equals("(2) #design · Confab"));
            ada.click("a[data-room=lobby]");
            ada.await(() -> ada.count(".badge") == 0);
            ada.await(() -> ada.messages().equals(List.of("one", "two")));
            ada.await(() -> ada.shows(".line.new"));
        }
    }

    @Test
    void pageThatIsHiddenBeforeItsNextFrameGoesOnCounting() throws IOException {
        try (NodeProcess node = NodeProcess.start(folder, "--memory");
                ChatPage ada = enter(node, "Ada", "lobby")) {
            ada.run(
                    "window.requestAnimationFrame = () => 0;" // as of a hidden page
                            + "document.getElementById('log').dispatchEvent(new Event('scroll'));"
                            + "Object.defineProperty(document, 'visibilityState', { value: 'hidden' });"
                            + "document.dispatchEvent(new Event('visibilitychange'))");
            JsonClient.join(node, "Bob", "lobby").post("lobby", "b1", "one");
            ada.await(() -> ada.title().equals("(1) #lobby · Confab"));
        }
    }

    @Test
    void whatIsWrittenWhileTheServerIsAwayIsPostedOnceWhenItIsBack() throws IOException {
        try (NodeProcess first = NodeProcess.start(folder);
                ChatPage ada = enter(first, "Ada", "lobby")) {
            ada.say("before");
            ada.await(() -> ada.messages().contains("before"));
            first.kill();
            ada.await(() -> ada.text("#me-state").equals("Not connected"));
            ada.say("while away");
            ada.await(() -> ada.texts(".pending .body").equals(List.of("while away")));

            try (NodeProcess second = NodeProcess.start(folder, "--port=" + first.port())) {
                ada.run("document.getElementById('try-now').click()");
                ada.await(() -> ada.messages().equals(List.of("before", "while away")));
                ada.await(() -> ada.count(".pending") == 0);
                ada.await(() -> !ada.shows("#notice"));
                ada.reload();
                ada.await(() -> ada.messages().equals(List.of("before", "while away")));
            }
        }
    }

    @Test
    void roomThatStartsAnewShowsItsNewMessagesUnderTheOldNumbers() throws IOException {
        try (NodeProcess first = NodeProcess.start(folder, "--memory");
                ChatPage ada = enter(first, "Ada", "lobby")) {
            ada.say("first log");
            ada.say("goes on"); // the second log ends before it: so the node sees that it is another
            ada.await(() -> ada.messages().equals(List.of("first log", "goes on")));
            first.kill();
            ada.await(() -> ada.text("#me-state").equals("Not connected"));

            try (NodeProcess second = NodeProcess.start(folder, "--memory", "--port=" + first.port())) {
                JsonClient.join(second, "Bob", "lobby").post("lobby", "b1", "second log");
                ada.run("document.getElementById('try-now').click()");
                ada.await(() -> ada.messages().equals(List.of("second log")));
            }
        }
    }

    @Test
    void whoWasTurnedAwayCanTryAgain() throws IOException {
        try (NodeProcess node = NodeProcess.start(folder, "--memory");
                ChatPage ada = enter(node, "Ada", "lobby")) {
            ada.run("sessionStorage.setItem('confab.name', JSON.stringify('A\\u200dda'))"); // no name, says the wire
            ada.reload();
            ada.await(() -> ada.text("#me-state").equals("Disconnected"));
            ada.await(() -> ada.text("#notice-text").startsWith("Disconnected: "));
            ada.run("const send = WebSocket.prototype.send;"
                    + "WebSocket.prototype.send = function (text) { send.call(this, text.replace('\\u200d', '')); }");
            ada.click("#try-now");
            ada.await(() -> ada.text("#me-state").equals("Connected"));
        }
    }

    @Test
    void scrollingUpReadsTheWholeHistoryWithFewElements() throws IOException {
        int messages = 700;
        try (NodeProcess node = NodeProcess.start(folder, "--memory")) {
            JsonClient bob = JsonClient.join(node, "Bob", "lobby");
            IntStream.rangeClosed(1, messages).forEach(n -> bob.post("lobby", "b" + n, "text " + n));
            bob.awaitFrames("posted", messages);
            try (ChatPage ada = enter(node, "Ada", "lobby")) {
                ada.await(() -> ada.messages().contains("text " + messages));
                ada.await(() -> {
                    ada.scrollUp();
                    return ada.text("#log-top").equals("The beginning of #lobby");
                });
                ada.await(() -> ada.messages().get(0).equals("text 1"));
                assertThat(ada.count("#messages li")).isLessThanOrEqualTo(420);
                bob.post("lobby", "last", "the end");
                ada.await(() -> ada.text("#to-latest").startsWith("1 new message"));
                ada.click("#to-latest");
                ada.await(() -> ada.messages().contains("the end"));
                ada.await(() -> !ada.shows("#to-latest"));
            }
        }
    }

    @Test
    void messageOverTheLimitIsSaidBeforeItIsSent() throws IOException {
        try (NodeProcess node = NodeProcess.start(folder, "--memory");
                ChatPage ada = enter(node, "Ada", "lobby")) {
            ada.run("const input = document.getElementById('composer-input');"
                    + "input.value = 'x'.repeat(16 * 1024);" // and two quotes
                    + "input.dispatchEvent(new Event('input'))");
            ada.await(() -> ada.text("#composer-error").equals("This message is 2 bytes too long to send."));
            ada.say("");
            ada.say(Keys.BACK_SPACE + "" + Keys.BACK_SPACE);
            ada.await(() -> ada.messages().equals(List.of("x".repeat(16 * 1024 - 2))));
            assertThat(ada.count(".message")).isOne();
        }
    }

    private ChatPage enter(NodeProcess node, String name, String room) {
        return ChatPage.enter(node, folder.resolve("profile-" + name.replaceAll("\\W", "")), name, room);
    }
}

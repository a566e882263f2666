package confab.web;

import confab.scene.NodeProcess;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.Keys;

/** A person at the page that comes with Confab. */
final class ChatPage extends Page {
    private ChatPage(Path profile, String address) {
        super(profile, address);
    }

    /** Opens the page, and comes in with that name. */
    static ChatPage enter(NodeProcess node, Path profile, String name, String room) {
        ChatPage page = new ChatPage(profile, "http://localhost:" + node.port() + "/#" + room);
        page.await(() -> page.find("#name-input").isDisplayed());
        page.find("#name-input").sendKeys(name + Keys.ENTER);
        page.await(() -> page.text("#me-state").equals("Connected"));
        page.awaitRoom(room);
        return page;
    }

    /** Writes and sends. */
    void say(String text) {
        type(text + Keys.ENTER);
    }

    void type(String text) {
        find("#composer-input").sendKeys(text);
    }

    /** Joins another room. */
    void goTo(String room) {
        find("#join-input").sendKeys(room + Keys.ENTER);
        awaitRoom(room);
    }

    /** Scrolls the messages to their top. */
    void scrollUp() {
        run("document.getElementById('log').scrollTop = 0");
    }

    /** The confirmed messages of the shown room, as they stand there. */
    List<String> messages() {
        return texts(".message:not(.pending):not(.failed) .body");
    }

    /** The room is shown and joined: then it says how many are there. */
    private void awaitRoom(String room) {
        await(() -> text("#room-title").equals("#" + room)
                && !text("#room-subtitle").isEmpty());
    }
}

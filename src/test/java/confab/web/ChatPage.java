package confab.web;

import confab.scene.NodeProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person at the page, in a browser of their own with a fresh profile. */
final class ChatPage implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final String LAST_COMPLAINT = "nothing else";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver browser;

    private ChatPage(ChromeDriver browser) {
        this.browser = browser;
    }

    /** Whether Debian's packages chromium and chromium-driver are there. */
    static boolean canOpen() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    /** Opens the page, and comes in with that name. */
    static ChatPage enter(NodeProcess node, Path profile, String name, String room) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1200,800",
                "--user-data-dir=" + profile);
        System.setProperty("webdriver.chrome.driver", DRIVER.toString()); // else Selenium looks for one to download
        ChatPage page = new ChatPage(new ChromeDriver(options));
        page.browser.get("http://localhost:" + node.port() + "/#" + room);
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

    void click(String selector) {
        find(selector).click();
    }

    void reload() {
        browser.navigate().refresh();
    }

    /** Scrolls the messages to their top. */
    void scrollUp() {
        browser.executeScript("document.getElementById('log').scrollTop = 0");
    }

    void run(String script) {
        browser.executeScript(script);
    }

    /** The confirmed messages of the shown room, as they stand there. */
    List<String> messages() {
        return texts(".message:not(.pending):not(.failed) .body");
    }

    /** The visible texts of all that match. */
    List<String> texts(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    String text(String selector) {
        return find(selector).getText();
    }

    boolean shows(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream().anyMatch(WebElement::isDisplayed);
    }

    int count(String selector) {
        return browser.findElements(By.cssSelector(selector)).size();
    }

    String title() {
        return browser.getTitle();
    }

    /** Waits until it is so, however often the page is drawn anew meanwhile. */
    void await(BooleanSupplier fact) {
        new WebDriverWait(browser, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> "the page shows:\n" + text("body"))
                .until(page -> fact.getAsBoolean());
    }

    /** What the browser complained of so far: broken scripts, a missed policy, missing files. */
    List<String> complaints() {
        List<String> all = new ArrayList<>();
        run("console.error('" + LAST_COMPLAINT + "')"); // so that a log that is off, or late, does not pass for none
        await(() -> {
            browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                    .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                    .forEach(entry -> all.add(entry.getMessage()));
            return all.stream().anyMatch(complaint -> complaint.contains(LAST_COMPLAINT));
        });
        all.removeIf(complaint -> complaint.contains(LAST_COMPLAINT));
        return all;
    }

    @Override
    public void close() {
        browser.quit();
    }

    /** The room is shown and joined: then it says how many are there. */
    private void awaitRoom(String room) {
        await(() -> text("#room-title").equals("#" + room)
                && !text("#room-subtitle").isEmpty());
    }

    private WebElement find(String selector) {
        return browser.findElement(By.cssSelector(selector));
    }
}

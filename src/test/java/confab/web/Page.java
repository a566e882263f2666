package confab.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A page in a browser of its own, with a fresh profile. */
class Page implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final String LAST_COMPLAINT = "nothing else";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver browser;

    /** Opens the page. */
    Page(Path profile, String address) {
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
        browser = new ChromeDriver(options);
        browser.get(address);
    }

    /** Whether Debian's packages chromium and chromium-driver are there. */
    static boolean canOpen() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    void click(String selector) {
        find(selector).click();
    }

    void reload() {
        browser.navigate().refresh();
    }

    /** @param args what the script knows as {@code arguments} */
    @Nullable
    Object run(String script, Object... args) {
        return browser.executeScript(script, args);
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

    WebElement find(String selector) {
        return browser.findElement(By.cssSelector(selector));
    }
}

package confab.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's page in a real browser, while clients chat. */
final class ClusterInBrowserIT {
    private static final int POINTS = 3;

    @Test
    void operatorSeesBothNodesAndTheirCharts(@TempDir Path folder) throws IOException {
        assumeTrue(Page.canOpen(), "skipped: needs Debian's packages chromium and chromium-driver");
        try (NodeProcess first = NodeProcess.start(folder);
                NodeProcess second = NodeProcess.join(first, folder);
                JsonClient ann = JsonClient.join(first, "Ann", "lobby");
                JsonClient bob = JsonClient.join(second, "Bob", "lobby");
                Page page = new Page(folder.resolve("profile"), "http://127.0.0.1:" + first.managementPort() + "/")) {
            page.await(() -> page.count("#nodes tr") == 2);
            assertThat(page.texts("#nodes .state")).containsExactly("up", "up");
            assertThat(page.texts("#nodes th"))
                    .anyMatch(name -> name.startsWith(first.place().nodeAddress()))
                    .anyMatch(name -> name.startsWith(second.place().nodeAddress()));
            page.await(() -> page.text("#summary").startsWith("2 of 2 nodes up · 2 connections · 2 members of"));
            for (int i = 1; i <= POINTS; i++) {
                int points = i;
                page.await(() -> chats(ann, bob) && points(page, "posts") >= points);
            }
            assertThat(points(page, "connections")).isGreaterThanOrEqualTo(POINTS);
            assertThat(page.find(".chart[data-series=posts] svg").getAttribute("aria-label"))
                    .startsWith("Posts: now ");
            assertThat(page.count(".chart[data-series=connections] .line")).isEqualTo(2);
            page.await(() -> page.text("#live").equals("live"));
            assertThat(page.texts("#troubles li")).isEqualTo(List.of());
            assertThat(page.complaints()).isEmpty();
        }
    }

    private static boolean chats(JsonClient one, JsonClient other) {
        String id = Long.toString(System.nanoTime());
        one.post("lobby", "a" + id, "from one");
        other.post("lobby", "b" + id, "from the other");
        one.await("posted", posted -> posted.path("id").asText().equals("a" + id));
        return true;
    }

    /** Of the longest line of the chart. */
    private static int points(Page page, String series) {
        Object points = page.run(
                "return Math.max(0, ...[...document.querySelectorAll(`.chart[data-series=${arguments[0]}] .line`)]"
                        + ".map(line => line.getAttribute('d').split(/[ML]/).length - 1))",
                series);
        return ((Number) java.util.Objects.requireNonNull(points)).intValue();
    }
}

package confab;

import static org.assertj.core.api.Assertions.assertThat;

import confab.scene.JsonClient;
import confab.scene.NodeProcess;
import confab.scene.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that have a list of all, and no seed. */
final class FixedListIT {
    @TempDir
    private Path folder;

    @Test
    void nodesOfAListFormOneCluster() throws IOException {
        Place here = Place.onLoopback();
        Place there = Place.onLoopback();
        String list = contactPoint(here) + "," + contactPoint(there);
        try (NodeProcess one = NodeProcess.launch(here, folder, environment(here, list));
                NodeProcess two = NodeProcess.launch(there, folder, environment(there, list))) {
            one.awaitReady();
            two.awaitReady();
            JsonClient ann = JsonClient.join(one, "Ann", "room");
            JsonClient bob = JsonClient.join(two, "Bob", "room");
            ann.post("room", "1", "hello");
            assertThat(bob.await("message").get("body").asText()).isEqualTo("hello");
            assertThat(one.output() + two.output()).containsOnlyOnce("forms a new cluster");
        }
    }

    @Test
    void aNodeThatMustNotFormAClusterWaitsForOne() throws IOException {
        Place place = Place.onLoopback();
        Map<String, String> environment = environment(place, contactPoint(place));
        environment.put("CONFAB_MAY_FORM", "off");
        try (NodeProcess alone = NodeProcess.launch(place, folder, environment)) {
            alone.awaitLine("1 of them answer", Duration.ofSeconds(30));
            assertThat(alone.isReadyWithin(Duration.ofSeconds(8))).isFalse();
        }
    }

    @Test
    void outsideAPodThePodsAreNotLookedFor() throws IOException {
        Place place = Place.onLoopback();
        Map<String, String> environment = environment(place, "");
        environment.putAll(Map.of("CONFAB_DISCOVERY", "kubernetes-api", "CONFAB_REPLICAS", "1"));
        try (NodeProcess lost = NodeProcess.launch(place, folder, environment)) {
            assertThat(lost.exitCode(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(lost.output()).contains("needs KUBERNETES_SERVICE_HOST in the environment");
        }
    }

    private static String contactPoint(Place place) {
        return place.host() + ":" + place.managementPort();
    }

    private static Map<String, String> environment(Place place, String list) {
        return new HashMap<>(Map.of(
                "CONFAB_PORT", Integer.toString(place.port()),
                "CONFAB_NODE_PORT", Integer.toString(place.nodePort()),
                "CONFAB_MANAGEMENT_PORT", Integer.toString(place.managementPort()),
                "CONFAB_DISCOVERY", "config",
                "CONFAB_CONTACT_POINTS", list));
    }
}

package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import confab.config.BadSettings;
import confab.config.Settings;
import confab.config.SettingsReader;
import confab.config.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BootstrapTest {
    private static final String CONTACT_POINTS = "akka.management.cluster.bootstrap.contact-point-discovery.";
    private static final String JOIN_TIMEOUT = "akka.cluster.shutdown-after-unsuccessful-join-seed-nodes";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3"})
    void aMajorityOfTheReplicasFormsACluster(String replicas, int majority) {
        inKubernetes();
        environment.put("CONFAB_REPLICAS", replicas);
        assertThat(configured().getInt(CONTACT_POINTS + "required-contact-point-nr"))
                .isEqualTo(majority);
    }

    @Test
    void whatWasFoundStaysTheSameForLongerThanAnotherMayMissIt() {
        inKubernetes();
        Config config = configured();
        Duration interval = config.getDuration(CONTACT_POINTS + "interval");
        double longest =
                interval.toMillis() * (1 + config.getDouble(CONTACT_POINTS + "exponential-backoff-random-factor"));
        Duration lookup = config.getDuration(CONTACT_POINTS + "resolve-timeout");
        Duration probe = config.getDuration("akka.management.cluster.bootstrap.contact-point.probing-failure-timeout");
        assertThat(config.getDuration(CONTACT_POINTS + "stable-margin").toMillis())
                .isGreaterThan(2 * lookup.toMillis() + 2 * probe.toMillis() + Math.round(longest))
                .isEqualTo(5000);
        assertThat(config.getBoolean(CONTACT_POINTS + "contact-with-all-contact-points"))
                .isTrue();
    }

    @Test
    void settingsReachAkka() {
        inKubernetes();
        environment.putAll(Map.of(
                "CONFAB_MAY_FORM", "off",
                "CONFAB_POD_APP", "talk",
                "CONFAB_APP_VERSION", "1.4.2",
                "CONFAB_API_TOKEN", "/token"));
        Config config = configured();
        assertThat(config.getBoolean("akka.management.cluster.bootstrap.new-cluster-enabled"))
                .isFalse();
        assertThat(config.getString(CONTACT_POINTS + "service-name")).isEqualTo("talk");
        assertThat(config.getString("akka.discovery.kubernetes-api.api-token-path"))
                .isEqualTo("/token");
        assertThat(config.getString("akka.cluster.app-version")).isEqualTo("1.4.2");
        assertThat(config.getDuration(JOIN_TIMEOUT)).hasMinutes(1);
        assertThat(config.getString("akka.discovery.timely.method")).isEqualTo("kubernetes-api");
    }

    @Test
    void aListIsWhatAkkaLooksUp() {
        environment.put("CONFAB_DISCOVERY", "config");
        environment.put("CONFAB_CONTACT_POINTS", "10.0.0.1:8558,10.0.0.2:8558,10.0.0.3:8558");
        Config config = configured();
        assertThat(config.getString("akka.discovery.timely.method")).isEqualTo("config");
        assertThat(config.getConfigList("akka.discovery.config.services.confab.endpoints"))
                .hasSize(3)
                .first()
                .satisfies(at -> assertThat(at.getString("host")).isEqualTo("10.0.0.1"))
                .satisfies(at -> assertThat(at.getInt("port")).isEqualTo(8558));
        assertThat(config.getInt(CONTACT_POINTS + "required-contact-point-nr")).isEqualTo(2);
    }

    @Test
    void aNodeWithSeedsWaitsForThemAsLongAsItTakes() {
        assertThat(configured().getString(JOIN_TIMEOUT)).isEqualTo("off");
    }

    @Test
    void whatIsMissingInAPodIsToldAtOnce() throws IOException {
        inKubernetes();
        environment.put("CONFAB_API_CA", folder.resolve("ca.crt").toString());
        environment.put("CONFAB_API_TOKEN", folder.toString());
        environment.put(
                "CONFAB_API_NAMESPACE",
                Files.writeString(folder.resolve("namespace"), "chat").toString());
        Settings.Cluster cluster = settings().cluster();
        BadSettings bad = catchThrowableOfType(
                BadSettings.class, () -> Bootstrap.require(cluster, Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1")));
        assertThat(bad.problems())
                .hasSize(3)
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("needs KUBERNETES_SERVICE_PORT in the environment"),
                        problem -> assertThat(problem).startsWith("confab.cluster.api-ca: the file " + folder),
                        problem -> assertThat(problem).startsWith("confab.cluster.api-token: the file " + folder));
        environment.remove("CONFAB_DISCOVERY");
        assertThatCode(() -> Bootstrap.require(settings().cluster(), Map.of())).doesNotThrowAnyException();
    }

    private void inKubernetes() {
        environment.put("CONFAB_DISCOVERY", "kubernetes-api");
        environment.put("CONFAB_DATABASE", "jdbc:postgresql:chat");
    }

    private Settings settings() {
        return SettingsReader.read(load());
    }

    private Config configured() {
        return Bootstrap.configure(load(), settings().cluster());
    }

    private Config load() {
        return new Sources(Map.of(), environment, null).load();
    }
}

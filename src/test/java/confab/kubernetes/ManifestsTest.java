package confab.kubernetes;

import static confab.kubernetes.Manifests.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import confab.config.BadSettings;
import confab.config.Settings;
import confab.config.SettingsReader;
import confab.config.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each manifest as kustomize renders it, against Kubernetes' kinds, the settings and each other. */
final class ManifestsTest {
    private static final Map<String, String> SECRET =
            Map.of("url", "jdbc:postgresql://db/confab", "user", "confab", "password", "secret");

    /** Rooms are handed over, the node leaves and its sockets close; Akka's phases take less. */
    private static final int HANDING_OVER_SECONDS = 20;

    @TestFactory
    Stream<DynamicTest> kubernetesTakesEveryManifest() {
        return Stream.of(Manifests.withAllComponents(), Manifests.dev())
                .flatMap(manifests -> manifests.all().stream())
                .map(manifest -> DynamicTest.dynamicTest(
                        manifest.path("kind").asText() + " "
                                + manifest.at("/metadata/name").asText(),
                        () -> assertThat(Kinds.fault(manifest)).isEmpty()));
    }

    @Test
    void aSlipOfThePenIsFoundHoweverDeep() {
        ObjectNode deployment = Manifests.production().only("Deployment").deepCopy();
        ObjectNode probe = (ObjectNode) deployment.at("/spec/template/spec/containers/0/readinessProbe");
        probe.put("periodSecond", 5);
        assertThat(Kinds.fault(deployment)).get().asString().contains("periodSecond");
        probe.remove("periodSecond");
        probe.put("periodSeconds", "five");
        assertThat(Kinds.fault(deployment)).isPresent();
        probe.put("periodSeconds", 5);
        assertThat(Kinds.fault(deployment)).isEmpty();
        ((ObjectNode) deployment.at("/spec")).remove("selector");
        assertThat(Kinds.fault(deployment)).get().asString().contains("selector");
    }

    @Test
    void selectorsFindThePods() {
        Manifests manifests = Manifests.withAllComponents();
        JsonNode pod = manifests.podTemplate().at("/metadata/labels");
        Stream.of(
                        manifests.all("Service").stream().map(service -> service.at("/spec/selector")),
                        labels(manifests, "Deployment", "/spec/selector"),
                        labels(manifests, "PodDisruptionBudget", "/spec/selector"),
                        labels(manifests, "NetworkPolicy", "/spec/podSelector"),
                        labels(manifests, "NetworkPolicy", "/spec/ingress/1/from/0/podSelector"),
                        each(manifests.podTemplate().at("/spec/topologySpreadConstraints"))
                                .map(constraint -> constraint.at("/labelSelector/matchLabels")))
                .flatMap(selectors -> selectors)
                .forEach(selector -> assertSelects(selector, pod));
        JsonNode measured = manifests.only("ServiceMonitor").at("/spec/selector/matchLabels");
        assertThat(manifests.all("Service"))
                .filteredOn(service -> selects(measured, service.at("/metadata/labels")))
                .singleElement()
                .satisfies(service -> assertThat(service.at("/spec/ports/0/name"))
                        .isEqualTo(manifests.only("ServiceMonitor").at("/spec/endpoints/0/port")));
    }

    @Test
    void whatIsNamedIsThere() {
        Manifests manifests = Manifests.withAllComponents();
        JsonNode scaled = manifests.only("HorizontalPodAutoscaler").at("/spec/scaleTargetRef/name");
        assertThat(manifests.only("Deployment").at("/metadata/name")).isEqualTo(scaled);
        JsonNode backend = manifests.only("Ingress").at("/spec/rules/0/http/paths/0/backend/service");
        assertThat(manifests.all("Service"))
                .filteredOn(service -> service.at("/metadata/name").equals(backend.path("name")))
                .singleElement()
                .satisfies(
                        service -> assertThat(service.at("/spec/ports/0/name")).isEqualTo(backend.at("/port/name")));
        for (Manifests each : List.of(manifests, Manifests.dev())) {
            JsonNode namespace = each.only("Namespace").at("/metadata/name");
            assertThat(each.all())
                    .filteredOn(manifest -> !manifest.path("kind").asText().equals("Namespace"))
                    .allSatisfy(manifest ->
                            assertThat(manifest.at("/metadata/namespace")).isEqualTo(namespace));
        }
    }

    @Test
    void portsAreThoseOfTheSettings() {
        Manifests manifests = Manifests.production();
        Settings settings = settings(manifests);
        Map<String, Integer> named = new TreeMap<>();
        each(manifests.container().path("ports"))
                .forEach(port -> named.put(
                        port.path("name").asText(), port.path("containerPort").asInt()));
        assertThat(named)
                .isEqualTo(Map.of(
                        "chat", settings.edge().port(),
                        "nodes", settings.node().port(),
                        "management", settings.node().managementPort()));
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertThat(manifests.container().path(probe).at("/httpGet/port").asText())
                    .isEqualTo("management");
        }
        assertThat(manifests.all("Service"))
                .allSatisfy(service -> assertThat(
                                service.at("/spec/ports/0/targetPort").asText())
                        .isIn(named.keySet()));
        JsonNode rules = manifests.only("NetworkPolicy").at("/spec/ingress");
        assertThat(ports(rules.get(0))).containsExactly("chat");
        assertThat(rules.get(0).has("from")).as("the chat port is open").isFalse();
        assertThat(ports(rules.get(1))).containsExactly("nodes", "management");
        assertThat(ports(rules.get(2))).containsExactly("management");
        assertThat(rules).hasSize(3);
    }

    @Test
    void everyVariableIsOneThatASettingAsksFor() throws IOException {
        String asked = Files.readString(Path.of("application.conf"));
        for (Manifests manifests : List.of(Manifests.withAllComponents(), Manifests.dev())) {
            assertThat(environment(manifests).keySet())
                    .hasSizeGreaterThan(8)
                    .allSatisfy(variable -> assertThat(asked).containsPattern("\\$\\{\\??" + variable + "\\b"));
        }
    }

    @Test
    void productionIsAClusterOnADatabaseAndDevIsOneNodeOnAVolume() {
        Settings production = settings(Manifests.production());
        assertThat(production.log().engine()).isEqualTo(Settings.Engine.JDBC);
        assertThat(production.cluster().discovery()).isEqualTo(Settings.Discovery.KUBERNETES_API);
        Manifests manifests = Manifests.dev();
        Settings dev = settings(manifests);
        assertThat(dev.log().engine()).isEqualTo(Settings.Engine.SQLITE);
        assertThat(each(manifests.container().path("volumeMounts"))
                        .map(mount -> mount.path("mountPath").asText()))
                .contains(dev.log().data().toString());
        assertThat(manifests.only("Deployment").at("/spec/strategy/type").asText())
                .isEqualTo("Recreate");
        for (Manifests each : List.of(Manifests.production(), manifests)) {
            assertThat(settings(each).cluster().replicas())
                    .isEqualTo(each.only("Deployment").at("/spec/replicas").asInt());
        }
    }

    @Test
    void severalReplicasOnAnEmbeddedLogAreRefused() {
        assertThatThrownBy(() -> settings(Manifests.base()))
                .isInstanceOf(BadSettings.class)
                .hasMessageStartingWith("confab.cluster.replicas is 3, but pods cannot share the embedded log");
        Map<String, String> dev = environment(Manifests.dev());
        dev.put("CONFAB_REPLICAS", "2");
        assertThatThrownBy(() -> settings(dev)).isInstanceOf(BadSettings.class);
    }

    @Test
    void anAutoscalerKeepsTheNodesThatFormTheCluster() {
        Manifests manifests = Manifests.withAllComponents();
        assertThat(manifests
                        .only("HorizontalPodAutoscaler")
                        .at("/spec/minReplicas")
                        .asInt())
                .isGreaterThanOrEqualTo(settings(manifests).cluster().replicas());
        assertThat(manifests.only("Deployment").at("/spec").has("replicas"))
                .as("what would undo the autoscaler when applied again")
                .isFalse();
    }

    @Test
    void podsMayGetListAndWatchPodsAndNothingElse() {
        Manifests manifests = Manifests.production();
        JsonNode role = manifests.only("Role");
        assertThat(role.path("rules"))
                .singleElement()
                .hasToString("{\"apiGroups\":[\"\"],\"resources\":[\"pods\"],\"verbs\":[\"get\",\"list\",\"watch\"]}");
        JsonNode binding = manifests.only("RoleBinding");
        assertThat(binding.at("/roleRef/name")).isEqualTo(role.at("/metadata/name"));
        assertThat(manifests.all("ClusterRole")).isEmpty();
        for (Manifests each : List.of(manifests, Manifests.dev())) {
            JsonNode subject = each.only("RoleBinding").at("/subjects/0");
            JsonNode account = each.only("ServiceAccount");
            assertThat(subject.path("name"))
                    .isEqualTo(account.at("/metadata/name"))
                    .isEqualTo(each.podTemplate().at("/spec/serviceAccountName"));
            assertThat(subject.path("namespace")).isEqualTo(account.at("/metadata/namespace"));
            assertThat(each.podTemplate()
                            .at("/spec/automountServiceAccountToken")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void aPodIsKilledOnlyAfterItsDrain() {
        Manifests manifests = Manifests.production();
        long preStop =
                manifests.container().at("/lifecycle/preStop/sleep/seconds").asLong();
        long drain = settings(manifests).drain().patience().toSeconds();
        long grace = manifests
                .podTemplate()
                .at("/spec/terminationGracePeriodSeconds")
                .asLong();
        assertThat(preStop).isPositive();
        assertThat(preStop + drain + HANDING_OVER_SECONDS).isLessThanOrEqualTo(grace);
    }

    @Test
    void aRollTakesNoNodeAwayBeforeAnotherServes() {
        JsonNode spec = Manifests.production().only("Deployment").path("spec");
        assertThat(spec.at("/strategy/rollingUpdate")).hasToString("{\"maxSurge\":1,\"maxUnavailable\":0}");
        assertThat(spec.path("minReadySeconds").asInt()).isPositive();
    }

    @Test
    void podsHaveNoRightsOnTheirMachine() {
        for (Manifests manifests : List.of(Manifests.production(), Manifests.dev())) {
            JsonNode pod = manifests.podTemplate().at("/spec");
            JsonNode container = manifests.container();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
            assertThat(container.path("securityContext"))
                    .hasToString("{\"allowPrivilegeEscalation\":false,\"capabilities\":{\"drop\":[\"ALL\"]},"
                            + "\"readOnlyRootFilesystem\":true}");
            assertThat(container.at("/resources/limits").has("cpu")).isFalse();
            assertThat(pod.path("enableServiceLinks"))
                    .as("else the service's variables are taken for settings, as CONFAB_PORT")
                    .hasToString("false");
        }
    }

    @Test
    void theVersionThatNodesTellIsTheImages() {
        for (Manifests manifests : List.of(Manifests.production(), Manifests.dev())) {
            assertThat(manifests.container().path("image").asText())
                    .isEqualTo("confab:" + settings(manifests).cluster().appVersion());
        }
    }

    private static Map<String, String> environment(Manifests manifests) {
        return new PodEnvironment(manifests, SECRET).of("10.0.0.7");
    }

    static Settings settings(Manifests manifests) {
        return settings(environment(manifests));
    }

    private static Settings settings(Map<String, String> environment) {
        return SettingsReader.read(new Sources(Map.of(), environment, null).load());
    }

    private static Stream<JsonNode> labels(Manifests manifests, String kind, String selector) {
        return Stream.of(manifests.only(kind).at(selector + "/matchLabels"));
    }

    private static List<String> ports(JsonNode rule) {
        return each(rule.path("ports")).map(port -> port.path("port").asText()).toList();
    }

    private static void assertSelects(JsonNode selector, JsonNode labels) {
        assertThat(selects(selector, labels)).as(selector + " of " + labels).isTrue();
    }

    static boolean selects(JsonNode selector, JsonNode labels) {
        return !selector.isEmpty()
                && Manifests.names(selector).allMatch(name -> selector.get(name).equals(labels.get(name)));
    }
}

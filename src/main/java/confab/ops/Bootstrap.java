package confab.ops;

import akka.actor.typed.ActorSystem;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import confab.config.BadSettings;
import confab.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a node finds its cluster where no seed is named: Akka's Cluster Bootstrap asks every node that is found whether it is in
 * a cluster, and joins it. If none is, one of them forms a new one, and it is the only one that does:
 *
 * <ul>
 *   <li>A node forms a cluster if a majority of the replicas and every node that it has found answered within the last probe
 *       timeout P that they are in none, if what it found has been the same for the stable margin M, and if its address is the
 *       lowest of these. So of two that have found each other only one may.
 *   <li>Let A and B both be about to, and let the API server have listed A first, B since the time s. As it lists what is there
 *       (without a resource version it reads from a majority of its own store), B has found A, and has had an answer of A's.
 *   <li>A has not found B, or one of them would not have the lowest address. But each lookup that began after s finds B, a
 *       failed one ends all decisions until the next, and none takes longer than the lookup timeout L (that is {@link
 *       TimelyDiscovery}; without it a lookup that hangs leaves an old list standing). With an interval of I between two, A
 *       decides by what it found before until s + 2L + I at the latest.
 *   <li>B decides at s + M at the earliest, by an answer of A's that is no older than 2P. So with M = 2L + 2P + I and a little,
 *       A's answer tells of A's cluster, and B joins that.
 * </ul>
 *
 * <p>A new cluster is allowed by default ({@code may-form}), as else nobody forms one after the whole cluster was lost. A part
 * of the cluster that is cut off forms none: those that it cannot reach are listed, and do not answer. What remains are pods
 * that are listed no more, as all of them are being deleted at once; the log's epochs keep these apart from the new cluster.
 */
public final class Bootstrap {
    /** What an operator reads when a node gives up. */
    public static final String NOT_JOINED =
            "This node has found its cluster but was not let in within confab.cluster.join-timeout, so it stops, to be "
                    + "started again. Are its port for other nodes and theirs reachable (confab.node.host, confab.node.port)?";

    /** As in {@code confab-akka.conf}, with the random part that Akka adds. */
    private static final Duration LONGEST_INTERVAL = Duration.ofMillis(600);

    /** A little: from a decision to what others are told. */
    private static final Duration SLACK = Duration.ofMillis(400);

    private static final List<String> API_VARIABLES = List.of("KUBERNETES_SERVICE_HOST", "KUBERNETES_SERVICE_PORT");

    private Bootstrap() {}

    /**
     * That all is there which the discovery needs, beyond settings.
     *
     * @throws BadSettings if not, with a sentence for each
     */
    public static void require(Settings.Cluster cluster, Map<String, String> environment) {
        if (cluster.discovery() != Settings.Discovery.KUBERNETES_API) {
            return;
        }
        List<String> problems = new ArrayList<>();
        for (String variable : API_VARIABLES) {
            if (environment.getOrDefault(variable, "").isBlank()) {
                problems.add("confab.cluster.discovery = kubernetes-api needs " + variable
                        + " in the environment, which Kubernetes sets in each pod; found nothing.");
            }
        }
        readable("api-ca", cluster.apiCa(), problems);
        readable("api-token", cluster.apiToken(), problems);
        readable("api-namespace", cluster.apiNamespace(), problems);
        if (!problems.isEmpty()) {
            throw new BadSettings(problems);
        }
    }

    /** Akka's part of what the settings say, as far as it is reckoned from them. */
    public static Config configure(Config config, Settings.Cluster cluster) {
        Map<String, Object> reckoned = new HashMap<>();
        if (cluster.appVersion() != null) {
            reckoned.put("akka.cluster.app-version", cluster.appVersion());
        }
        if (cluster.discovery() != Settings.Discovery.SEEDS) {
            String contactPoints = "akka.management.cluster.bootstrap.contact-point-discovery.";
            reckoned.put(contactPoints + "required-contact-point-nr", majority(cluster));
            reckoned.put(contactPoints + "stable-margin", stableMargin(cluster).toMillis() + "ms");
            reckoned.put("akka.cluster.shutdown-after-unsuccessful-join-seed-nodes", cluster.joinTimeout());
            reckoned.put("akka.discovery.timely.method", method(cluster));
            reckoned.put("akka.discovery.config.services", Map.of(cluster.podApp(), endpoints(cluster)));
        }
        return ConfigFactory.parseMap(reckoned, "confab.cluster").withFallback(config);
    }

    /** From now on the node looks for its cluster, until it is in one. After the management port was opened. */
    public static void start(ActorSystem<?> system) {
        ClusterBootstrap.get(system).start();
    }

    static Duration stableMargin(Settings.Cluster cluster) {
        return cluster.lookupTimeout()
                .plus(cluster.probeTimeout())
                .multipliedBy(2)
                .plus(LONGEST_INTERVAL)
                .plus(SLACK);
    }

    private static int majority(Settings.Cluster cluster) {
        boolean isList = cluster.discovery() == Settings.Discovery.CONFIG;
        int nodes = isList ? cluster.contactPoints().size() : cluster.replicas();
        return nodes / 2 + 1;
    }

    private static String method(Settings.Cluster cluster) {
        return cluster.discovery() == Settings.Discovery.CONFIG ? "config" : "kubernetes-api";
    }

    private static Map<String, Object> endpoints(Settings.Cluster cluster) {
        return Map.of(
                "endpoints",
                cluster.contactPoints().stream()
                        .map(at -> Map.of("host", at.host(), "port", at.port()))
                        .toList());
    }

    private static void readable(String key, Path file, List<String> problems) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            problems.add("confab.cluster." + key + ": the file " + file
                    + " is missing or may not be read; does the pod mount the token of its service account?");
        }
    }
}

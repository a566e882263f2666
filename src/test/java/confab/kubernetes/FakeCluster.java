package confab.kubernetes;

import confab.scene.NodeProcess;
import confab.scene.Place;
import confab.scene.Postgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pods of the production overlay as processes: each at an address of its own, with the ports and variables that it would have. */
final class FakeCluster implements AutoCloseable {
    private static final byte[] API_ADDRESS = {127, 0, 0, 30};
    private static final String API_HOST = "127.0.0.30";
    private static final int API_PORT = 9200;
    private static final String SUBNET = "127.0.0.";
    private static final String EVERY_ADDRESS = "0.0.0.0";

    private final Path folder;
    private final Certificate certificate;
    private final PodEnvironment environment;
    private final String namespace;
    private final FakeApiServer api;
    private final List<NodeProcess> nodes = new ArrayList<>();

    /** @param postgres gets a database for this cluster */
    FakeCluster(Path folder, Postgres postgres) throws IOException, GeneralSecurityException {
        this(folder, postgres, Manifests.production());
    }

    private FakeCluster(Path folder, Postgres postgres, Manifests manifests)
            throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.certificate = Certificate.of(API_HOST, folder);
        this.namespace = manifests.only("Namespace").at("/metadata/name").asText();
        this.environment = new PodEnvironment(
                manifests, Map.of("url", postgres.createDatabase(), "user", "postgres", "password", "unused"));
        this.api = new FakeApiServer(
                new InetSocketAddress(InetAddress.getByAddress(API_ADDRESS), API_PORT), certificate, manifests);
    }

    FakeApiServer api() {
        return api;
    }

    /** A pod that is known, and not running yet. */
    Pod schedule(int number) {
        Pod pod = Pod.pending("confab-" + number, SUBNET + number);
        api.show(pod);
        return pod;
    }

    /** Its process starts; the API server shows the pod as it was. */
    NodeProcess launch(Pod pod) throws IOException {
        return launch(pod, Map.of());
    }

    /** @param more variables, which the deployment has not */
    NodeProcess launch(Pod pod, Map<String, String> more) throws IOException {
        Path home = Files.createDirectories(folder.resolve(pod.name()));
        Map<String, String> variables = environment.of(pod.ip());
        // All pods of this machine share its addresses, so each listens at its own alone.
        variables.replaceAll((name, value) -> value.equals(EVERY_ADDRESS) ? pod.ip() : value);
        variables.put("KUBERNETES_SERVICE_HOST", API_HOST);
        variables.put("KUBERNETES_SERVICE_PORT", Integer.toString(API_PORT));
        variables.put("CONFAB_API_CA", certificate.file().toString());
        variables.put(
                "CONFAB_API_TOKEN",
                Files.writeString(home.resolve("token"), api.tokenOf(pod)).toString());
        variables.put(
                "CONFAB_API_NAMESPACE",
                Files.writeString(home.resolve("namespace"), namespace).toString());
        variables.putAll(more);
        NodeProcess node = NodeProcess.launch(Place.ofPod(pod.ip()), home, variables);
        nodes.add(node);
        return node;
    }

    /** Its process starts, and the API server shows it as running. */
    NodeProcess run(Pod pod) throws IOException {
        NodeProcess node = launch(pod);
        api.show(pod.running());
        return node;
    }

    @Override
    public void close() {
        nodes.forEach(NodeProcess::close);
        api.close();
    }
}

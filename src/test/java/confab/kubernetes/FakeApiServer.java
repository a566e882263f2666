package confab.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of a Kubernetes API server as nodes ask of it, and as strict: TLS, a token for each pod, the manifests' own rules of
 * access, and lists of pods by label. Its answers may be late or fail, for each pod as a test wants it.
 */
final class FakeApiServer implements AutoCloseable {
    private record Answer(int status, ObjectNode body) {}

    private static final Pattern PODS = Pattern.compile("/api/v1/namespaces/([^/]+)/pods");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Manifests manifests;
    private final Map<String, Pod> pods = new ConcurrentHashMap<>();

    /** Whose a token is: a pod's name. */
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private volatile BiFunction<String, Integer, Trouble> troubles = (pod, number) -> Trouble.NONE;

    FakeApiServer(InetSocketAddress address, Certificate certificate, Manifests manifests) throws IOException {
        this.manifests = manifests;
        server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.setExecutor(threads);
        server.createContext("/", this::onRequest);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    /** As it is now known, in the place of what was known of it. */
    void show(Pod pod) {
        pods.put(pod.name(), pod);
    }

    void forget(Pod pod) {
        pods.remove(pod.name());
    }

    /** The token that this pod's requests bear. */
    String tokenOf(Pod pod) {
        String token = "token of " + pod.name();
        tokens.put(token.replace(' ', '-'), pod.name());
        return token.replace(' ', '-');
    }

    /** @param troubles by the pod's name and the number of its request, from 1 */
    void answer(BiFunction<String, Integer, Trouble> troubles) {
        this.troubles = troubles;
    }

    /** How often the pod asked. */
    int requests(Pod pod) {
        return asked.computeIfAbsent(pod.name(), name -> new AtomicInteger()).get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void onRequest(HttpExchange exchange) {
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        String pod = bearer == null ? null : tokens.get(bearer.replaceFirst("^Bearer ", ""));
        if (pod == null) {
            send(exchange, new Answer(401, status("Unauthorized")));
            return;
        }
        // Made before the trouble: an answer that is late tells what was there when it was asked for.
        Answer answer = answer(exchange);
        int number = asked.computeIfAbsent(pod, name -> new AtomicInteger()).incrementAndGet();
        Trouble trouble = troubles.apply(pod, number);
        Answer given = trouble.status() == 200
                ? answer
                : new Answer(trouble.status(), status("etcdserver: request timed out"));
        var unused = trouble.until().thenRunAsync(() -> send(exchange, given), threads);
    }

    private Answer answer(HttpExchange exchange) {
        Matcher path = PODS.matcher(exchange.getRequestURI().getPath());
        if (!path.matches() || !exchange.getRequestMethod().equals("GET")) {
            return new Answer(404, status("the server could not find the requested resource"));
        }
        if (!new AccessRules(manifests).allow(account(), path.group(1), "list", "pods")) {
            return new Answer(403, status("pods is forbidden: User cannot list resource \"pods\""));
        }
        return new Answer(200, list(path.group(1), exchange.getRequestURI().getRawQuery()));
    }

    private String account() {
        return manifests.podTemplate().at("/spec/serviceAccountName").asText();
    }

    private ObjectNode list(String namespace, String query) {
        ObjectNode list = JSON.createObjectNode().put("kind", "PodList").put("apiVersion", "v1");
        list.putObject("metadata").put("resourceVersion", "1");
        ArrayNode items = list.putArray("items");
        String selector = Arrays.stream(query == null ? new String[0] : query.split("&"))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .filter(part -> part.startsWith("labelSelector="))
                .map(part -> part.substring("labelSelector=".length()))
                .findFirst()
                .orElse("");
        pods.values().stream().filter(pod -> hasLabels(selector)).forEach(pod -> items.add(item(pod, namespace)));
        return list;
    }

    /** All pods have those of the deployment. */
    private boolean hasLabels(String selector) {
        return Arrays.stream(selector.split(","))
                .filter(term -> !term.isEmpty())
                .map(term -> term.split("=", 2))
                .allMatch(term -> manifests
                        .podTemplate()
                        .at("/metadata/labels")
                        .path(term[0])
                        .asText()
                        .equals(term[1]));
    }

    private ObjectNode item(Pod pod, String namespace) {
        ObjectNode item = JSON.createObjectNode();
        ObjectNode metadata = item.putObject("metadata").put("name", pod.name()).put("namespace", namespace);
        metadata.set("labels", manifests.podTemplate().at("/metadata/labels"));
        if (pod.isBeingDeleted()) {
            metadata.put("deletionTimestamp", "2026-11-21T12:00:00Z").put("deletionGracePeriodSeconds", 60);
        }
        item.set("spec", manifests.podTemplate().path("spec"));
        ObjectNode status = item.putObject("status").put("phase", pod.phase());
        if (!pod.phase().equals("Pending")) {
            status.put("podIP", pod.ip()).putArray("podIPs").addObject().put("ip", pod.ip());
            ObjectNode container = status.putArray("containerStatuses").addObject();
            container
                    .put("name", manifests.container().path("name").asText())
                    .put("ready", false)
                    .put("restartCount", 0);
            container.put("image", manifests.container().path("image").asText()).put("imageID", "");
            container.putObject("state").putObject("running").put("startedAt", "2026-11-21T11:00:00Z");
        }
        return item;
    }

    private static ObjectNode status(String message) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", message);
    }

    private static void send(HttpExchange exchange, Answer answer) {
        byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            // Whoever asked has given up.
        }
    }
}

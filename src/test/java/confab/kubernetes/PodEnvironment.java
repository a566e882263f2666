package confab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** The variables that a pod of the deployment has, as the kubelet would make them of its manifests. */
final class PodEnvironment {
    private static final String LABEL = "metadata.labels['";

    private final Manifests manifests;
    private final Map<String, String> secret;

    /** @param secret its keys and values, as an operator made it */
    PodEnvironment(Manifests manifests, Map<String, String> secret) {
        this.manifests = manifests;
        this.secret = Map.copyOf(secret);
    }

    Map<String, String> of(String podIp) {
        Map<String, String> variables = new TreeMap<>();
        Manifests.each(manifests.container().path("envFrom"))
                .forEach(from -> configMap(from.at("/configMapRef/name").asText())
                        .fields()
                        .forEachRemaining(entry ->
                                variables.put(entry.getKey(), entry.getValue().textValue())));
        Manifests.each(manifests.container().path("env"))
                .forEach(variable -> variables.put(variable.path("name").asText(), value(variable, podIp)));
        return variables;
    }

    private String value(JsonNode variable, String podIp) {
        JsonNode key = variable.at("/valueFrom/secretKeyRef/key");
        if (!key.isMissingNode()) {
            String value = secret.get(key.asText());
            if (value == null) {
                throw new AssertionError("the secret has no key " + key);
            }
            return value;
        }
        String field = variable.at("/valueFrom/fieldRef/fieldPath").asText();
        if (field.equals("status.podIP")) {
            return podIp;
        }
        if (field.startsWith(LABEL)) {
            String label = field.substring(LABEL.length(), field.length() - 2);
            return manifests.podTemplate().at("/metadata/labels").path(label).asText();
        }
        return variable.path("value").asText();
    }

    private JsonNode configMap(String name) {
        return manifests.all("ConfigMap").stream()
                .filter(map -> map.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no ConfigMap " + name))
                .path("data");
    }
}

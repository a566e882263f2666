package confab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What Kubernetes itself would find wrong with a manifest: unknown fields, missing ones, values of the wrong type. */
final class Kinds {
    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    /** Of the Prometheus Operator's kinds, which the client does not know: the fields in use here, as its reference has them. */
    private static final Map<String, Map<String, Set<String>>> CUSTOM = Map.of(
            "ServiceMonitor",
            Map.of(
                    "", Set.of("apiVersion", "kind", "metadata", "spec"),
                    "/spec", Set.of("selector", "endpoints"),
                    "/spec/selector", Set.of("matchLabels"),
                    "/spec/endpoints/*", Set.of("port", "path", "interval", "scrapeTimeout")),
            "PrometheusRule",
            Map.of(
                    "", Set.of("apiVersion", "kind", "metadata", "spec"),
                    "/spec", Set.of("groups"),
                    "/spec/groups/*", Set.of("name", "interval", "rules"),
                    "/spec/groups/*/rules/*", Set.of("alert", "expr", "for", "labels", "annotations")));

    static {
        // Its parsers register themselves as it is loaded.
        new JSON();
    }

    private Kinds() {}

    /** In words; nothing if it is good. */
    static Optional<String> fault(JsonNode manifest) {
        Map<String, Set<String>> fields = CUSTOM.get(manifest.path("kind").asText());
        return fields == null ? known(manifest) : custom(manifest, fields);
    }

    private static Optional<String> custom(JsonNode manifest, Map<String, Set<String>> fields) {
        Set<String> unknown = new TreeSet<>();
        collectUnknown(manifest, "", fields, unknown);
        return unknown.isEmpty() ? Optional.empty() : Optional.of("unknown: " + unknown);
    }

    /** @param path with a star for each place in a list */
    private static void collectUnknown(
            JsonNode node, String path, Map<String, Set<String>> fields, Set<String> unknown) {
        Set<String> known = fields.get(path);
        node.fields().forEachRemaining(field -> {
            if (known != null && !known.contains(field.getKey())) {
                unknown.add(path + "/" + field.getKey());
            }
            collectUnknown(field.getValue(), path + "/" + field.getKey(), fields, unknown);
        });
        if (node.isArray()) {
            node.forEach(element -> collectUnknown(element, path + "/*", fields, unknown));
        }
    }

    private static Optional<String> known(JsonNode manifest) {
        String apiVersion = manifest.path("apiVersion").asText();
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        String name = MODELS
                + version.toUpperCase(Locale.ROOT)
                + manifest.path("kind").asText();
        JsonElement json = JsonParser.parseString(manifest.toString());
        try {
            Class<?> model = Class.forName(name);
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
            var unused = JSON.getGson().fromJson(json, model);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(String.valueOf(e.getCause()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.of(e.toString());
        }
    }
}

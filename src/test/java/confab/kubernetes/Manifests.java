package confab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import confab.scene.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** Manifests as {@code kubectl apply -k} would send them. */
final class Manifests {
    private static final Path TOP = Path.of("k8s");
    private static final YAMLMapper YAML = new YAMLMapper();

    private final List<JsonNode> all;

    private Manifests(List<JsonNode> all) {
        this.all = List.copyOf(all);
    }

    static Manifests production() {
        return rendered(TOP);
    }

    static Manifests dev() {
        return rendered(TOP.resolve("overlays").resolve("dev"));
    }

    static Manifests base() {
        return rendered(TOP.resolve("base"));
    }

    /** The production overlay with every component. */
    static Manifests withAllComponents() {
        try (Stream<Path> components = Files.list(TOP.resolve("components"))) {
            Path folder = Files.createDirectories(Path.of("target", "k8s"));
            String text = components
                    .sorted()
                    .map(component -> "  - ../../" + component + "\n")
                    .collect(Collectors.joining(
                            "", "namespace: confab\nresources: [../../k8s/overlays/production]\ncomponents:\n", ""));
            Files.writeString(folder.resolve("kustomization.yaml"), text);
            return rendered(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The test that asks is skipped where nothing can render them. */
    private static Manifests rendered(Path folder) {
        Assumptions.assumeTrue(hasKustomize(), "needs kubectl on the path, 1.27 or newer, to render the manifests");
        try {
            return new Manifests(YAML.readerFor(JsonNode.class)
                    .<JsonNode>readValues(Shell.run("kubectl", "kustomize", folder.toString()))
                    .readAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Older ones know no components. */
    private static boolean hasKustomize() {
        try {
            return Shell.run("kubectl", "version", "--client").contains("Kustomize Version: v5");
        } catch (IllegalStateException e) {
            return false;
        }
    }

    List<JsonNode> all() {
        return all;
    }

    List<JsonNode> all(String kind) {
        return all.stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .toList();
    }

    JsonNode only(String kind) {
        List<JsonNode> found = all(kind);
        if (found.size() != 1) {
            throw new AssertionError("expected one " + kind + ", found " + found.size());
        }
        return found.get(0);
    }

    /** What the deployment makes pods of. */
    JsonNode podTemplate() {
        return only("Deployment").at("/spec/template");
    }

    JsonNode container() {
        return podTemplate().at("/spec/containers/0");
    }

    static Stream<String> names(JsonNode object) {
        Iterable<String> names = object::fieldNames;
        return StreamSupport.stream(names.spliterator(), false);
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

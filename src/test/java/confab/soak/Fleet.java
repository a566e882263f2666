package confab.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import confab.scene.NodeProcess;
import confab.scene.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** The nodes, each at its place over all its lives. Used by one thread. */
final class Fleet implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration LEAVING = Duration.ofSeconds(60);
    private static final Duration WHOLE = Duration.ofSeconds(90);

    private final List<Place> places;
    private final Path folder;
    private final List<String> options;
    private final Recorder recorder;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private final List<NodeProcess> nodes = new ArrayList<>();
    private int lives;

    /**
     * Starts them all.
     *
     * @param folder of the nodes' log and, from each life, of what it printed
     */
    Fleet(List<Place> places, Path folder, List<String> options, Recorder recorder) {
        this.places = places;
        this.folder = folder;
        this.options = options;
        this.recorder = recorder;
        for (int i = 0; i < places.size(); i++) {
            nodes.add(launch(places.get(i), i == 0 ? List.of() : List.of(places.get(0))));
            if (i == 0) {
                nodes.get(0).awaitReady();
            }
        }
        awaitWhole(List.of());
    }

    int size() {
        return nodes.size();
    }

    NodeProcess node(int index) {
        return nodes.get(index);
    }

    /** Told to leave, and given the time to. */
    void drain(Collection<Integer> which) {
        which.forEach(index -> node(index).terminate());
        for (int index : which) {
            if (!Waiting.until(LEAVING, () -> !node(index).isAlive())) {
                recorder.note("node " + index + " was told to leave and is still there after " + LEAVING);
                node(index).kill();
            }
        }
    }

    /** Starts those that have ended again; that of others than the suspects is noted. */
    private void revive(Collection<Integer> suspects) {
        for (int i = 0; i < nodes.size(); i++) {
            if (!node(i).isAlive()) {
                int index = i;
                Path output = writeOutput(index);
                if (!suspects.contains(index)) {
                    recorder.note("node " + index + " ended by itself, see " + output);
                }
                List<Place> others = IntStream.range(0, nodes.size())
                        .filter(other -> other != index && node(other).isAlive())
                        .mapToObj(places::get)
                        .toList();
                if (others.isEmpty()) {
                    recorder.note("no node was left, node " + index + " begins a new cluster");
                }
                nodes.set(index, launch(places.get(index), others));
                if (others.isEmpty()) {
                    node(index).awaitReady();
                }
            }
        }
    }

    /**
     * Waits until all nodes serve and are in one cluster, and starts those again that ended meanwhile.
     *
     * @param suspects nodes to be killed if that takes too long: then something is noted
     */
    void awaitWhole(Collection<Integer> suspects) {
        if (comesWhole(suspects)) {
            return;
        }
        recorder.note("not whole after " + WHOLE + ": "
                + IntStream.range(0, size()).mapToObj(this::state).toList());
        suspects.forEach(index -> node(index).kill());
        if (!comesWhole(suspects)) {
            throw new IllegalStateException("the cluster does not come together");
        }
    }

    private boolean comesWhole(Collection<Integer> suspects) {
        return Waiting.until(WHOLE, () -> {
            revive(suspects);
            return IntStream.range(0, size()).allMatch(index -> node(index).isReady() && seesAll(index));
        });
    }

    private boolean seesAll(int index) {
        JsonNode members = members(index);
        int up = 0;
        for (JsonNode member : members.path("members")) {
            up += member.path("status").asText().equals("Up") ? 1 : 0;
        }
        return up == size()
                && members.path("members").size() == size()
                && members.path("unreachable").isEmpty();
    }

    private String state(int index) {
        return "node " + index + (node(index).isAlive() ? " sees " + members(index) : " has ended");
    }

    private JsonNode members(int index) {
        Place place = places.get(index);
        URI uri = URI.create("http://" + place.host() + ":" + place.managementPort() + "/cluster/members");
        try {
            String answer = http.send(
                            HttpRequest.newBuilder(uri).timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return JSON.readTree(answer);
        } catch (IOException e) {
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private NodeProcess launch(Place place, List<Place> seeds) {
        List<String> all = new ArrayList<>(options);
        seeds.forEach(seed -> all.add(seed.seed()));
        try {
            return NodeProcess.launch(place, folder, all.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path writeOutput(int index) {
        try {
            return Files.writeString(
                    folder.resolve("node-" + index + "-life-" + ++lives + ".log"),
                    node(index).output() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        nodes.forEach(NodeProcess::close);
        IntStream.range(0, size()).forEach(this::writeOutput);
    }
}
